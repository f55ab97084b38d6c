import { prove } from '../failure.ts';
import type { ProbeContext } from '../probe-context.ts';
import { workspacePath } from '../steps/cases.ts';
import { done } from '../steps/expect.ts';

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const random = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Every identifier in the replies to a day's usual questions, and those of fresh records. */
export async function identifiersAreRandom(context: ProbeContext): Promise<void> {
  const { a, call } = context;
  const as = a.people.owner;
  // Read as text: the contracts would already refuse what this looks for.
  const { text: workspace } = await call({ path: workspacePath(a), as });
  const type = /"caseTypes":\[\{"key":"([a-z][a-z0-9_-]*)"/.exec(workspace)?.[1];
  const fresh: string[] = [];
  for (let i = 0; i < 4; i += 1) {
    const body = { type, title: 'A case of a probe' };
    const made = await call({ method: 'POST', path: workspacePath(a, '/cases'), as, body });
    done(made, 'writing a case');
    fresh.push(...(made.text.match(uuid) ?? []));
  }
  const texts = [workspace];
  for (const rest of ['/cases/query', '/members/query', '/audit/query']) {
    const reply = await call({ method: 'POST', path: workspacePath(a, rest), as, body: {} });
    done(reply, `POST ${rest}`);
    texts.push(reply.text);
  }
  const found = new Set([...fresh, ...texts.flatMap((text) => text.match(uuid) ?? [])]);
  for (const id of found) prove(random.test(id), 'An identifier is not a random UUID.');
  prove(fresh.length === 4 && new Set(fresh).size === 4, 'Two records share an identifier.');
  prove(new Set(fresh.map((id) => id.slice(0, 8))).size === 4, 'Fresh identifiers begin alike.');
}
