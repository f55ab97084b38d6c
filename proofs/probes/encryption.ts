import { prove } from '../failure.ts';
import type { ProbeContext } from '../probe-context.ts';
import { readWorkspace, workspacePath, writeCase } from '../steps/cases.ts';
import { done } from '../steps/expect.ts';

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const random = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Every identifier in the replies to a day's usual questions, and those of fresh records. */
export async function identifiersAreRandom(context: ProbeContext): Promise<void> {
  const { a } = context;
  const as = a.people.owner;
  const fresh: string[] = [];
  for (let i = 0; i < 4; i += 1) fresh.push((await writeCase(context, a, as)).id);
  const texts = [JSON.stringify(await readWorkspace(context, a))];
  for (const rest of ['/cases/query', '/members/query', '/audit/query']) {
    const reply = await context.call({ method: 'POST', path: workspacePath(a, rest), as, body: {} });
    done(reply, `POST ${rest}`);
    texts.push(reply.text);
  }
  const found = new Set([...fresh, ...texts.flatMap((text) => text.match(uuid) ?? [])]);
  for (const id of found) prove(random.test(id), 'An identifier is not a random UUID.');
  prove(new Set(fresh).size === fresh.length, 'Two records share an identifier.');
  prove(new Set(fresh.map((id) => id.slice(0, 8))).size === fresh.length, 'Fresh identifiers begin alike.');
}
