import { crc32 } from 'node:zlib';
import { prove } from '../failure.ts';
import type { ProbeContext } from '../probe-context.ts';
import { byToken, listTokens, makeToken } from '../steps/api-tokens.ts';
import { caseType, workspacePath, writeCase } from '../steps/cases.ts';
import { done, expectStatus } from '../steps/expect.ts';
import { mailedLink } from '../steps/sign-in.ts';

/** Its maker is a member of both workspaces; the token they made in one gets nowhere in the other. */
export async function tokensStayAtHome(context: ProbeContext): Promise<void> {
  const { a, b, call } = context;
  const { admin } = a.people;
  const invitation = { email: admin.email, role: 'admin' };
  const inviting = { method: 'POST', path: workspacePath(b, '/invitations'), body: invitation } as const;
  done(await call({ ...inviting, as: b.people.owner }), 'inviting');
  const body = { token: await mailedLink(context, admin.email), name: 'Of both' };
  const accepting = { method: 'POST', path: '/api/v1/invitations/acceptances', body } as const;
  done(await call({ ...accepting, as: admin }), 'accepting an invitation');
  const { id } = await writeCase(context, b, b.people.owner);
  const { secret } = await makeToken(context, a, { scopes: ['cases:read', 'cases:write'] });
  done(await byToken(context, secret, { path: workspacePath(a) }), 'entering with a token');
  for (const rest of ['', `/cases/${id}`]) {
    done(await call({ path: workspacePath(b, rest), as: admin }), 'entering as its maker');
    const elsewhere = await byToken(context, secret, { path: workspacePath(b, rest) });
    expectStatus(elsewhere, [404], 'A token works in a workspace it was not made for');
  }
  const query = { method: 'POST', path: workspacePath(b, '/cases/query'), body: {} } as const;
  expectStatus(await byToken(context, secret, query), [404], 'A token lists cases of another workspace');
}

export async function tokensAreShownOnce(context: ProbeContext): Promise<void> {
  const { a } = context;
  const { token, secret } = await makeToken(context, a);
  const { text, items } = await listTokens(context, a);
  prove(
    items.some(({ id }) => id === token.id),
    'A token that was made is not in the list.',
  );
  prove(!text.includes(secret) && !text.includes(secret.slice(-49)), 'The list shows a token once more.');
}

export async function lastUseIsListed(context: ProbeContext): Promise<void> {
  const { a } = context;
  const { token, secret } = await makeToken(context, a);
  const lastUse = async () => {
    const { items } = await listTokens(context, a);
    return items.find(({ id }) => id === token.id)?.lastUsedAt ?? null;
  };
  prove((await lastUse()) === null, 'A token counts as used before its first use.');
  done(await byToken(context, secret, { path: workspacePath(a) }), 'entering with a token');
  prove((await lastUse()) !== null, 'The list does not say that a token was used.');
}

export async function scopesAreLimits(context: ProbeContext): Promise<void> {
  const { a } = context;
  const body = { type: await caseType(context, a), title: 'By a script' };
  const write = { method: 'POST', path: workspacePath(a, '/cases'), body } as const;
  const both = await makeToken(context, a, { scopes: ['cases:read', 'cases:write'] });
  done(await byToken(context, both.secret, write), 'writing a case with a token');
  const { secret } = await makeToken(context, a, { scopes: ['cases:read'] });
  const read = { method: 'POST', path: workspacePath(a, '/cases/query'), body: {} } as const;
  done(await byToken(context, secret, read), 'listing cases with a token');
  for (const [what, request] of Object.entries({
    'writes a case': write,
    'reads the audit log': { method: 'POST', path: workspacePath(a, '/audit/query'), body: {} },
    'lists the members': { method: 'POST', path: workspacePath(a, '/members/query'), body: {} },
    'makes a token': { method: 'POST', path: workspacePath(a, '/api-tokens'), body: {} },
    'reads the session of a person': { path: '/api/v1/session' },
  } as const))
    expectStatus(await byToken(context, secret, request), [403], `A token for reading cases ${what}`);
}

export async function revokedTokensAreRefused(context: ProbeContext): Promise<void> {
  const { a, call } = context;
  const { token, secret } = await makeToken(context, a);
  const other = await makeToken(context, a);
  const request = { path: workspacePath(a) };
  done(await byToken(context, secret, request), 'entering with a token');
  const revoking = { method: 'DELETE', path: workspacePath(a, `/api-tokens/${token.id}`) } as const;
  done(await call({ ...revoking, as: a.people.admin }), 'revoking a token');
  expectStatus(await byToken(context, secret, request), [401], 'A revoked token is answered');
  done(await byToken(context, other.secret, request), 'entering with another token');
}

const shape = /^(cw_[0-9A-Za-z]{16}_[0-9A-Za-z]{43})([0-9A-Za-z]{6})$/;

/** As a scanner sees them: a prefix, a length, and a checksum that needs nobody to be asked. */
export async function tokensAreRecognisable(context: ProbeContext): Promise<void> {
  const { a } = context;
  const { secret } = await makeToken(context, a);
  const [, body = '', check = ''] = shape.exec(secret) ?? [];
  prove(body !== '', 'A token does not look like one.');
  prove(check === checksum(body), 'The checksum of a token does not fit.');
  const changed = `${body}${check.slice(0, -1)}${check.endsWith('0') ? '1' : '0'}`;
  const reply = await byToken(context, changed, { path: workspacePath(a) });
  expectStatus(reply, [401], 'A token with another checksum is answered');
}

/** Anyone reports it; it is refused from then on, and the answer does not tell whether it was a token. */
export async function leaksAreRevoked(context: ProbeContext): Promise<void> {
  const { a, call } = context;
  const { secret } = await makeToken(context, a);
  const other = await makeToken(context, a);
  const request = { path: workspacePath(a) };
  done(await byToken(context, secret, request), 'entering with a token');
  const report = (text: string) =>
    call({ method: 'POST', path: '/api/v1/token-leaks', body: { tokens: [text] } });
  const unknown = await report('cw_nothing');
  const known = await report(`  ${secret}\n`);
  done(known, 'reporting a token');
  prove(
    known.status === unknown.status && known.text === unknown.text,
    'Reporting a token tells whether it is one.',
  );
  expectStatus(await byToken(context, secret, request), [401], 'A token that was reported is answered');
  done(await byToken(context, other.secret, request), 'entering with another token');
}

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** CRC-32 (ISO 3309) in six digits of base 62, worked out here once more, as a scanner would. */
function checksum(body: string): string {
  const places = [5, 4, 3, 2, 1, 0].map((place) => Math.floor(crc32(body) / 62 ** place) % 62);
  return places.map((value) => digits[value]).join('');
}
