import { AuditPage } from '#contracts/audit.ts';
import { prove } from '../failure.ts';
import type { ProbeContext, ProbePerson, ProbeWorld } from '../probe-context.ts';
import { readLog } from '../steps/audit-log.ts';
import { casePath, ifMatch, workspacePath, writeCase } from '../steps/cases.ts';
import { done, expectStatus, prepared } from '../steps/expect.ts';
import { publishedRoutes } from '../steps/published-routes.ts';
import { signIn } from '../steps/sign-in.ts';
import { uniqueWord } from '../steps/unique.ts';

/** A change and a read by someone, found in the log with who, what, when and from where. */
export async function theLogTellsWhoDidWhat(context: ProbeContext): Promise<void> {
  const { a } = context;
  const { member } = a.people;
  const { id } = await writeCase(context, a, member);
  done(await context.call({ path: casePath(a, id), as: a.people.reviewer }), 'reading a case');
  const { items } = await readLog(context, a, { targetId: id });
  const told = (person: ProbePerson) => items.filter((entry) => entry.actor?.id === person.userId);
  prove(told(member).length > 0, 'A change is not in the audit log.');
  prove(told(a.people.reviewer).length > 0, 'A read of a case is not in the audit log.');
  prove(
    items.every((entry) => entry.target.id === id),
    'The filter of the audit log lets other entries through.',
  );
  prove(
    items.every((entry) => Date.parse(entry.at) > 0 && entry.ip !== null),
    'An entry lacks when or from where.',
  );
  await theLogIsPagedAndExported(context, a, id);
}

async function theLogIsPagedAndExported(context: ProbeContext, a: ProbeWorld, id: string): Promise<void> {
  const path = workspacePath(a, '/audit/query');
  const ask = async (body: object) =>
    prepared(
      await context.call({ method: 'POST', path, as: a.people.admin, body }),
      AuditPage,
      'paging the log',
    );
  const first = await ask({ limit: 1 });
  const second = await ask({ limit: 1, cursor: first.next });
  prove(first.items.length === 1 && second.items.length === 1, 'The audit log does not page.');
  prove(first.items[0]?.id !== second.items[0]?.id, 'Two pages of the audit log hold the same entry.');
  const body = { format: 'csv' };
  const exported = workspacePath(a, '/audit/exports');
  const file = await context.call({ method: 'POST', path: exported, as: a.people.admin, body });
  prove(file.status < 300 && file.text.includes(id), 'The audit log is not exported whole.');
  const refused = await context.call({ method: 'POST', path, as: a.people.viewer, body: {} });
  expectStatus(refused, [403, 404], 'A Viewer reads the audit log');
}

/** Words written into every field of a case: the log knows the fields and none of the words. */
export async function theLogHoldsNoValues(context: ProbeContext): Promise<void> {
  const { a } = context;
  const words = { title: uniqueWord(), summary: uniqueWord(), body: uniqueWord() };
  const written = await writeCase(context, a, a.people.owner, words);
  const changed = { title: uniqueWord() };
  const path = casePath(a, written.id);
  const edit = {
    method: 'PATCH',
    path,
    as: a.people.owner,
    headers: ifMatch(written),
    body: changed,
  } as const;
  done(await context.call(edit), 'editing');
  const { items } = await readLog(context, a, { targetId: written.id });
  prove(
    items.some((entry) => entry.fields.includes('title')),
    'The log does not say which field was changed.',
  );
  const text = JSON.stringify((await readLog(context, a)).items);
  for (const word of [...Object.values(words), ...Object.values(changed)]) {
    prove(!text.includes(word), 'The audit log holds the value of a field.');
  }
}

/** Sign-ins and an administrator's action leave rows, and nothing published can touch one. */
export async function theLogOnlyGrows(context: ProbeContext): Promise<void> {
  const { b } = context;
  const before = (await readLog(context, b)).items;
  await signIn(context, b.people.manager);
  const one = workspacePath(b, `/members/${b.people.viewer.userId}`);
  for (const [before, role] of ['member', 'viewer'].entries()) {
    const headers = ifMatch({ version: before + 1 });
    const change = { method: 'PATCH', path: one, as: b.people.admin, body: { role }, headers } as const;
    done(await context.call(change), 're-roling');
  }
  const after = (await readLog(context, b)).items;
  const fresh = after.filter((entry) => !before.some((old) => old.id === entry.id));
  const by = (person: ProbePerson) => fresh.filter((entry) => entry.actor?.id === person.userId);
  prove(by(b.people.manager).length > 0, 'A sign-in left no row in the audit log.');
  prove(by(b.people.admin).length >= 2, 'An administrator’s actions left no rows in the audit log.');
  const kept = before.every((old) => after.length === 100 || after.some((entry) => entry.id === old.id));
  prove(kept, 'A row vanished from the audit log.');
  await nothingPublishedChangesIt(context, b, before[0]?.id ?? crypto.randomUUID());
}

async function nothingPublishedChangesIt(context: ProbeContext, b: ProbeWorld, id: string): Promise<void> {
  const routes = await publishedRoutes(context);
  const changing = routes.filter(
    ({ template, method }) => /\/audit\b/.test(template) && !/^(GET|POST)$/.test(method),
  );
  prove(changing.length === 0, 'The deployment publishes a way to change its audit log.');
  for (const method of ['PUT', 'PATCH', 'DELETE'] as const) {
    const reply = await context.call({ method, path: workspacePath(b, `/audit/${id}`), as: b.people.owner });
    prove(reply.status >= 400, `${method} on a row of the audit log was not refused.`);
  }
}
