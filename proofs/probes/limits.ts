import { prove } from '../failure.ts';
import type { ProbeContext, ProbePerson } from '../probe-context.ts';
import { workspacePath } from '../steps/cases.ts';
import { publishedRoutes } from '../steps/published-routes.ts';
import { uniqueWord } from '../steps/unique.ts';

const failedTries = 5;

/** Asks every published operation once, with nobody signed in and nothing to say, and reads its limit: a refusal has it too. */
export async function everyRouteHasALimit(context: ProbeContext): Promise<void> {
  for (const route of await publishedRoutes(context)) {
    const path = route.path({ workspaceId: context.a.workspaceId, otherwise: crypto.randomUUID() });
    const body = route.takesJson ? {} : undefined;
    const reply = await context.call({ method: route.method, path, body, impatient: true });
    const announced = [...reply.headers.keys()].some((name) => /^ratelimit/.test(name));
    prove(announced, `${route.method} ${route.template} announces no rate limit.`);
  }
}

/** Wrong codes for an account and for an address without one: both stop alike, and say the same. */
export async function failedSignInsStop(context: ProbeContext): Promise<void> {
  const addresses = [context.b.people.viewer.email, `${uniqueWord()}@probe.invalid`];
  const stories: string[] = [];
  for (const email of addresses) {
    await context.call({ method: 'POST', path: '/api/v1/sign-in/codes', body: { email } });
    const answers: string[] = [];
    for (let i = 0; i <= failedTries; i += 1) {
      const reply = await wrongCode(context, email);
      answers.push(`${reply.status} ${reply.text}`);
    }
    prove(answers.at(-1)?.startsWith('429') === true, 'A sixth wrong code in a row was heard.');
    stories.push(answers.join('\n'));
  }
  prove(stories[0] === stories[1], 'The answers to wrong codes tell whether the account exists.');
}

/** More requests than a minute allows, on one route. */
export async function routeLimitIsKept(context: ProbeContext): Promise<void> {
  const { call, b } = context;
  const search = (as: ProbePerson) =>
    call({ method: 'POST', path: workspacePath(b, '/search'), as, body: { text: 'word' }, impatient: true });
  const first = await search(b.people.member);
  const limit = limitOf(first.headers);
  prove(limit !== undefined, 'A signed-in call announces no rate limit.');
  for (let i = 0; i <= limit; i += 1) {
    const reply = await search(b.people.member);
    if (reply.status !== 429) continue;
    prove(
      reply.headers.has('retry-after'),
      'A refusal for too many requests does not say when to come back.',
    );
    const other = await search(b.people.reviewer);
    prove(other.status === 200, 'One person’s requests use up another’s.');
    return;
  }
  prove(false, `More than ${limit} requests in a minute were answered.`);
}

// The limit of all sign-ins from one place is waited for; that of failures lasts longer than anyone waits.
function wrongCode({ call }: ProbeContext, email: string) {
  const body = { email, code: 'AAAAAAAAAAAA', privateDevice: false };
  return call({ method: 'POST', path: '/api/v1/sign-in', body });
}

/** `RateLimit-Limit: 60`, or the `q` of `RateLimit-Policy: "name";q=60;w=60`. */
function limitOf(headers: Headers): number | undefined {
  const plain = Number(headers.get('ratelimit-limit') ?? Number.NaN);
  if (Number.isInteger(plain)) return plain;
  const policy = /;\s*q=(\d+)/.exec(headers.get('ratelimit-policy') ?? '')?.[1];
  return policy === undefined ? undefined : Number(policy);
}
