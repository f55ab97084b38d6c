import { z } from 'zod';
import { prove } from '../failure.ts';
import type { ProbeContext, ProbeReply } from '../probe-context.ts';
import { done } from '../steps/expect.ts';
import { type PublishedRoute, publishedRoutes } from '../steps/published-routes.ts';
import { enterCode, mailedCode } from '../steps/sign-in.ts';
import { page, sources } from '../steps/web-page.ts';

export async function oneClosedCookie(context: ProbeContext): Promise<void> {
  const { email } = context.a.people.reviewer;
  const reply = await enterCode(context, email, await mailedCode(context, email));
  const cookies = reply.headers.getSetCookie();
  prove(cookies.length === 1, 'Signing in does not set exactly one cookie.');
  const [cookie = ''] = cookies;
  prove(cookie.startsWith('__Host-'), 'The session cookie is not bound to this host.');
  for (const mark of ['httponly', 'secure', 'path=/']) {
    prove(attributes(cookie).includes(mark), `The session cookie lacks ${mark}.`);
  }
  prove(
    /samesite=(lax|strict)/.test(attributes(cookie).join(';')),
    'The session cookie travels across sites.',
  );
  const front = await page(context);
  prove(front.headers.getSetCookie().length === 0, 'A cookie is set before anyone signs in.');
}

export async function nothingIsEvaluated(context: ProbeContext): Promise<void> {
  const front = await page(context);
  const policy = directives(front);
  prove(policy.size > 0, 'The page has no content security policy.');
  const scripts = policy.get('script-src') ?? policy.get('default-src') ?? ['*'];
  for (const source of [...scripts, ...(policy.get('style-src') ?? policy.get('default-src') ?? ['*'])]) {
    prove(!/^'unsafe-|^\*$|^https?:|^data:/.test(source), `The content security policy allows ${source}.`);
  }
  prove(!/<script(?![^>]*\bsrc=)[^>]*>/i.test(front.text), 'The page holds a script of its own.');
  prove(!/\son\w+\s*=/i.test(front.text), 'The page holds an inline event handler.');
}

export async function everythingLoadedIsNamed(context: ProbeContext): Promise<void> {
  const front = await page(context);
  const loaded = sources(front.text);
  prove(loaded.length > 0, 'The page loads nothing that could be checked.');
  for (const { address, integrity } of loaded) {
    prove(
      address.startsWith('/') && !address.startsWith('//'),
      `The page loads ${address} from another place.`,
    );
    prove(integrity !== undefined, `The page loads ${address} without an integrity digest.`);
    const asset = await context.call({ path: address });
    const digest = Buffer.from(await crypto.subtle.digest('SHA-384', new Uint8Array(asset.bytes)));
    prove(
      integrity === `sha384-${digest.toString('base64')}`,
      `The digest of ${address} does not match its bytes.`,
    );
  }
}

const expected: Readonly<Record<string, RegExp>> = {
  'content-security-policy': /default-src 'none'/,
  'strict-transport-security': /^max-age=(3[1-9]\d{6}|[4-9]\d{7}|\d{9,}); includeSubDomains; preload$/,
  'x-content-type-options': /^nosniff$/,
  'referrer-policy': /^(no-referrer|same-origin)$/,
  'permissions-policy': /camera=\(\)/,
};

/** Pages, files, replies and refusals of every kind. */
export async function headersOnEveryReply(context: ProbeContext): Promise<void> {
  const { call, a } = context;
  const replies = [
    await page(context),
    await call({ path: '/api/health' }),
    await call({ path: '/api/v1/session' }),
    await call({ path: '/api/v1/session', as: a.people.viewer }),
    await call({ path: '/no/such/page' }),
    await call({ path: '/api/no/such/route' }),
    await call({ method: 'POST', path: '/api/v1/sign-in/codes', rawBody: '{' }),
    await call({ method: 'POST', path: '/api/v1/sign-in/codes', rawBody: 'x'.repeat(2_000_000) }),
    await call({ method: 'OPTIONS', path: '/api/v1/session' }),
    ...(await Promise.all(sources((await page(context)).text).map(({ address }) => call({ path: address })))),
  ];
  for (const reply of replies) {
    for (const [name, pattern] of Object.entries(expected)) {
      const value = reply.headers.get(name) ?? '';
      prove(pattern.test(value), `A reply of status ${reply.status} lacks ${name}.`);
    }
  }
}

/**
 * Every published change, as a signed-in browser that another site sent here. People of all roles take turns, so that
 * nobody's limit is what is met: the refusal has to be the one of a forged request, not one of their role. An identity
 * provider's page answers by form from a site of its own (SAML bindings 3.5): there the provider's signature is what
 * nobody else has, and without it nobody is signed in or out.
 */
export async function changesNeedTheirOwnPage(context: ProbeContext): Promise<void> {
  const { a, b } = context;
  const people = [a, b].flatMap((world) => Object.values(world.people).map((person) => ({ world, person })));
  for (const { person } of people)
    done(await context.call({ path: '/api/v1/session', as: person }), 'a session');
  const changes = (await publishedRoutes(context)).filter((route) => route.method !== 'GET');
  let limited = 0;
  for (const [at, route] of changes.entries()) {
    const { world, person } = people[at % people.length] ?? { world: a, person: a.people.owner };
    const path = route.path({ workspaceId: world.workspaceId, otherwise: crypto.randomUUID() });
    if (route.takesForm) {
      await unsignedFormDoesNothing(context, route, path);
      continue;
    }
    for (const headers of foreignTo(route)) {
      const { method, example: body } = route;
      const reply = await context.call({ method, path, as: person, body, headers });
      if (reply.status === 429) {
        limited += 1;
        continue;
      }
      prove(
        refusedAsForged(route, reply),
        `${route.method} ${route.template} was not refused as a request of another site.`,
      );
    }
  }
  // Refused, and done nothing: some limits last an hour, and others prove from here too. They must be few.
  prove(
    limited * 20 < changes.length,
    'Too many changes were limited for anything to be told of their refusal.',
  );
}

// Where a token counts and no cookie, whoever brings none is nobody, wherever they come from.
function refusedAsForged({ cookieless }: PublishedRoute, { status, json }: ProbeReply): boolean {
  if (cookieless && status === 401) return true;
  return status === 403 && forgedSchema.safeParse(json).success;
}

const forgedSchema = z.object({ message: z.literal('This request did not come from the app.') });

async function unsignedFormDoesNothing(
  context: ProbeContext,
  { template }: PublishedRoute,
  path: string,
): Promise<void> {
  const as = context.a.people.owner;
  const reply = await context.call({
    method: 'POST',
    path,
    as,
    rawBody: new URLSearchParams({ SAMLResponse: btoa('<Response/>') }).toString(),
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-caseward-csrf': null,
      'sec-fetch-site': 'cross-site',
      origin: 'https://attacker.example',
    },
  });
  prove(reply.status >= 300, `${template} took a form that nobody signed.`);
  prove(reply.headers.getSetCookie().length === 0, `${template} set a cookie for a form that nobody signed.`);
  const still = await context.call({ path: '/api/v1/session', as });
  prove(still.status === 200, `${template} ended a session for a form that nobody signed.`);
}

const fromElsewhere = { 'sec-fetch-site': 'cross-site', origin: 'https://attacker.example' } as const;
const withoutToken = { 'x-caseward-csrf': null } as const;
const foreignHeaders = [withoutToken, fromElsewhere, { 'x-caseward-csrf': 'A'.repeat(43) }] as const;
// Before a session there is no token to know: what another site cannot add is the header itself. Both marks in one
// request, as a form of another site has them: these routes are what one address may ask least often.
const withoutSession = [{ ...withoutToken, ...fromElsewhere }] as const;

// Whoever finds a token reports it with any program: what counts there is the token in the body. Pages of other sites
// are refused there as well.
const CALLED_BY_PROGRAMS = '/api/v1/token-leaks';

function foreignTo({ open, template }: PublishedRoute) {
  if (template === CALLED_BY_PROGRAMS) return [fromElsewhere];
  return open ? withoutSession : foreignHeaders;
}

function attributes(cookie: string): string[] {
  return cookie.toLowerCase().split(/;\s*/).slice(1);
}

function directives(reply: ProbeReply): Map<string, string[]> {
  const text = reply.headers.get('content-security-policy') ?? '';
  return new Map(
    text
      .split(';')
      .map((part) => part.trim().split(/\s+/))
      .flatMap(([name = '', ...values]) => (name ? [[name, values] as const] : [])),
  );
}
