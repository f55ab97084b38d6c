import { setTimeout as sleep } from 'node:timers/promises';
import { FollowedPrivacy, PrivacyRequests } from '#contracts/privacy-requests.ts';
import { prove } from '../failure.ts';
import type { ProbeContext, ProbeWorld } from '../probe-context.ts';
import { workspacePath } from '../steps/cases.ts';
import { expectStatus, prepared, StepFailed } from '../steps/expect.ts';
import { uniqueWord } from '../steps/unique.ts';

const DAY_MS = 86_400_000;
/** Of the CCPA; over weekends for an opt-out. */
const LONGEST_DAYS = { access: 45, deletion: 45, opt_out: 23 } as const;
type Kind = keyof typeof LONGEST_DAYS;

/** Letters wait in a queue. */
const LOOKS = 40;
const BETWEEN_LOOKS_MS = 500;

/** Claim FL-33: to see, to delete and not to sell are taken from anyone, with a deadline; each is answered and told. */
export async function requestsAreFulfilled(context: ProbeContext): Promise<void> {
  for (const kind of ['access', 'deletion', 'opt_out'] as const) await fulfilled(context, kind);
}

async function fulfilled(context: ProbeContext, kind: Kind): Promise<void> {
  const { a, call, now } = context;
  const { token, name } = await asked(context, a, kind);
  const followed = await follow(context, a, token);
  const left = Date.parse(followed.dueAt) - now();
  prove(
    left > 0 && left < (LONGEST_DAYS[kind] + 1) * DAY_MS,
    `A request (${kind}) has no deadline of the law.`,
  );
  prove(followed.state === 'identity_checked', 'The letter does not prove the address.');
  const path = workspacePath(a, '/privacy-requests');
  const list = prepared(await call({ path, as: a.people.owner }), PrivacyRequests, 'listing requests');
  const mine = list.items.find((item) => item.name === name);
  prove(mine !== undefined, `A request (${kind}) reaches nobody.`);
  expectStatus(await call({ path, as: a.people.member }), [403], 'A Member reads requests of others');
  const body = { step: 'answer', words: name, offer: 'nothing' };
  const done = await call({ method: 'POST', path: `${path}/${mine.id}/steps`, as: a.people.owner, body });
  expectStatus(done, [200], `A request (${kind}) cannot be answered`);
  prove((await follow(context, a, token)).answer === name, `The answer (${kind}) does not reach who asked.`);
  expectStatus(
    await call({ path: `${path}/${mine.id}/record`, as: a.people.owner }),
    [200],
    'Nothing is kept of what was answered',
  );
}

/** A token that nobody was sent follows no request. */
export async function onlyTheLetterFollows(context: ProbeContext): Promise<void> {
  const { b, call } = context;
  const { token } = await asked(context, b, 'access');
  await follow(context, b, token);
  const body = { workspaceId: b.workspaceId, token: `${token.slice(1)}${token[0] === 'A' ? 'B' : 'A'}` };
  const stranger = await call({ method: 'POST', path: '/api/v1/privacy-requests/confirmations', body });
  expectStatus(stranger, [404], 'Whoever has not read the letter follows a request');
}

async function asked(context: ProbeContext, world: ProbeWorld, kind: Kind) {
  const name = uniqueWord();
  const { email } = world.people.viewer;
  const before = (await lettersTo(context, email)).length;
  const body = { workspaceId: world.workspaceId, law: 'ccpa', kind, name, email, details: '' };
  const sent = await context.call({ method: 'POST', path: '/api/v1/privacy-requests', body });
  expectStatus(sent, [202], `A request (${kind}) is not taken`);
  for (let look = 0; look < LOOKS; look += 1) {
    const token = (await lettersTo(context, email))[before];
    if (token !== undefined) return { token, name };
    await sleep(BETWEEN_LOOKS_MS);
  }
  throw new StepFailed('no letter came to whoever asked');
}

/** The tokens of the letters about requests, oldest first. */
async function lettersTo({ mails }: ProbeContext, email: string): Promise<string[]> {
  const letters = (await mails()).filter(({ to, subject }) => to === email && /request/i.test(subject));
  return letters.flatMap(({ text }) => /#([A-Za-z0-9_-]{43})/.exec(text)?.[1] ?? []);
}

async function follow({ call }: ProbeContext, { workspaceId }: ProbeWorld, token: string) {
  const body = { workspaceId, token };
  const reply = await call({ method: 'POST', path: '/api/v1/privacy-requests/confirmations', body });
  expectStatus(reply, [200], 'Whoever asked cannot follow the request');
  return prepared(reply, FollowedPrivacy, 'following a request');
}
