import { AddressRules, AddressRulesPreview } from '#contracts/address-rules.ts';
import { prove } from '../failure.ts';
import { type ProbeContext, type ProbeReply, probeRoles } from '../probe-context.ts';
import { byToken, makeToken } from '../steps/api-tokens.ts';
import { ifMatch, workspacePath } from '../steps/cases.ts';
import { done, expectStatus, prepared } from '../steps/expect.ts';

/** Networks that are nobody's (RFC 5737, RFC 3849). */
const ELSEWHERE = ['192.0.2.0/24', '2001:db8::/32'];

/** Whoever comes from a listed network enters; from elsewhere nobody does, by session or by token. */
export async function onlyListedNetworksEnter(context: ProbeContext): Promise<void> {
  const { a, b, call } = context;
  const { secret } = await makeToken(context, b);
  const { yourAddress } = await readRules(context);
  const enter = async () => {
    const replies = new Map<string, ProbeReply>();
    for (const role of probeRoles)
      replies.set(role, await call({ path: workspacePath(b), as: b.people[role] }));
    replies.set('token', await byToken(context, secret, { path: workspacePath(b) }));
    return replies;
  };
  const near = `${yourAddress}/${yourAddress.includes(':') ? 64 : 24}`;
  const set = await writeRules(context, { ranges: [...ELSEWHERE, near] });
  const { ranges } = prepared(set, AddressRules, 'writing the networks');
  prove(
    ELSEWHERE.every((range) => ranges?.includes(range)),
    'Networks that were written are not listed.',
  );
  for (const [who, reply] of await enter())
    expectStatus(reply, [200], `From a listed network a ${who} is refused`);
  done(
    await writeRules(context, { ranges: ELSEWHERE, confirmation: yourAddress }),
    'leaving this network out',
  );
  for (const [who, reply] of await enter()) {
    expectStatus(reply, [403], `From a network that is not listed a ${who} is answered`);
    prove(reply.text.includes('"address_refused"'), 'A refusal does not name the network as its reason.');
  }
  done(await call({ path: workspacePath(a), as: a.people.owner }), 'entering a workspace without networks');
}

/** An admin who leaves their own address out is told, and has to type it; else nothing is changed. */
export async function nobodyLocksThemselvesOut(context: ProbeContext): Promise<void> {
  const { b, call } = context;
  const preview = await call({
    method: 'POST',
    path: workspacePath(b, '/address-rules/query'),
    as: b.people.admin,
    body: { ranges: ELSEWHERE },
  });
  const { you } = prepared(preview, AddressRulesPreview, 'asking who would be cut off');
  prove(you, 'The preview does not say that one would be cut off oneself.');
  for (const confirmation of [undefined, '192.0.2.1']) {
    const refused = await writeRules(context, {
      ranges: ELSEWHERE,
      ...(confirmation !== undefined && { confirmation }),
    });
    expectStatus(refused, [409], 'An admin locks themselves out without being told');
  }
  prove((await readRules(context)).ranges === null, 'A refused list of networks was kept.');
}

async function readRules({ call, b }: ProbeContext): Promise<AddressRules> {
  const reply = await call({ path: workspacePath(b, '/address-rules'), as: b.people.admin });
  return prepared(reply, AddressRules, 'reading the networks');
}

async function writeRules(context: ProbeContext, body: object): Promise<ProbeReply> {
  const { call, b } = context;
  const headers = ifMatch(await readRules(context));
  const path = workspacePath(b, '/address-rules');
  return call({ method: 'PUT', path, as: b.people.admin, headers, body });
}
