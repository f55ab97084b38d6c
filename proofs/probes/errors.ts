import { problemSchema } from '#contracts/errors.ts';
import { prove } from '../failure.ts';
import type { ProbeCall, ProbeContext, ProbeReply } from '../probe-context.ts';
import { workspacePath } from '../steps/cases.ts';

const internals =
  /\bat .+:\d+:\d+|node_modules|\.(?:ts|js):\d+|\b(?:select|insert into|update|delete from)\b.+\b(?:from|values|set|where)\b|fastify|postgres|kysely|\bpg_|ECONN|ENOENT|\/home\/|\/root\/|FST_ERR|stack/i;

/** Provokes every refusal it can think of, and reads what comes back. */
export async function failuresAreTerse(context: ProbeContext): Promise<void> {
  const seen = new Set<number>();
  for (const call of provocations(context)) {
    const reply = await context.call(call);
    seen.add(reply.status);
    terse(call.path, reply);
  }
  for (const status of [400, 401, 404]) {
    prove(seen.has(status), `No request could be made to fail with ${status}, so nothing was tried there.`);
  }
}

function* provocations({ a }: ProbeContext): Generator<ProbeCall> {
  const as = a.people.owner;
  const cases = workspacePath(a, '/cases');
  yield { path: '/api/v1/session' };
  yield { path: '/api/no/such/route', as };
  yield { path: UNREADABLE, as };
  yield { path: workspacePath(a, '/cases/not-an-id'), as };
  yield { path: workspacePath(a, `/cases/${crypto.randomUUID()}`), as };
  yield { path: `/api/v1/workspaces/'%20or%201=1--`, as };
  yield { method: 'DELETE', path: '/api/v1/session', as };
  yield { method: 'POST', path: cases, as, rawBody: '{"title": ' };
  yield { method: 'POST', path: cases, as, rawBody: 'title', headers: { 'content-type': 'text/plain' } };
  yield { method: 'POST', path: cases, as, rawBody: new Uint8Array([0x22, 0xff, 0xfe, 0x22]) };
  yield { method: 'POST', path: cases, as, rawBody: JSON.stringify({ title: 'x'.repeat(3_000_000) }) };
  yield { method: 'POST', path: cases, as, body: { type: '\u0000', title: "'; drop table app.cases; --" } };
  yield { method: 'POST', path: cases, as, body: { type: 'case', title: 7 } };
  yield { method: 'POST', path: workspacePath(a, '/search'), as, body: { text: 'x', cursor: 'AAAA' } };
}

// What is not even an address never gets past a proxy in front, which answers in a word of its own.
const UNREADABLE = '/api/v1/%zz';

function terse(path: string, reply: ProbeReply): void {
  const what = `A refusal (${reply.status})`;
  const unreadable = path === UNREADABLE && reply.headers.get('x-request-id') === null;
  prove(!unreadable || reply.bytes.length <= 100, `${what} of what cannot be read says too much.`);
  prove(reply.status >= 400 && reply.status < 500, `${what} is not a plain refusal.`);
  if (!unreadable) {
    prove(problemSchema.safeParse(reply.json).success, `${what} does not have the one form of all refusals.`);
    prove(reply.headers.get('x-request-id') !== null, `${what} has no request id.`);
  }
  prove(!internals.test(reply.text), `${what} tells about the inside of the server.`);
  for (const name of ['server', 'x-powered-by']) {
    prove(!reply.headers.has(name), `${what} names the software that answers.`);
  }
}
