import type { Severity } from '#contracts/common.ts';
import { type Db, statement } from '../../platform/db/index.ts';
import { StartError } from '../../platform/start-error.ts';
import { type KeyScope, newId, type Sealed, sealRow } from '../../security/crypto/index.ts';
import { type IncidentKind, NOTIFY_WITHIN, planOf } from './plan.ts';

/** What is sealed of an incident. */
export interface IncidentFacts {
  readonly title: string;
  readonly owner: string;
  readonly postMortem: string | null;
}

export interface Incident extends IncidentFacts {
  readonly id: string;
  readonly kind: IncidentKind;
  readonly severity: Severity;
  readonly state: 'open' | 'contained' | 'closed';
  readonly knownAt: string;
  /** 72 hours after that, for a breach. */
  readonly notifyBy: string | null;
  readonly closedAt: string | null;
  readonly reportId: string | null;
  readonly steps: readonly IncidentStep[];
}

export interface IncidentStep {
  readonly number: number;
  readonly at: string;
  readonly kind: 'task' | 'note' | 'affected';
  readonly dueAt: string | null;
  readonly doneAt: string | null;
  readonly text: string;
}

export interface NewIncident {
  readonly kind: IncidentKind;
  readonly severity: Severity;
  readonly title: string;
  readonly owner: string;
  /** When somebody here first knew. */
  readonly knownAt: Date;
  readonly reportId?: string | undefined;
}

export interface IncidentDesk {
  readonly db: Pick<Db, 'run'>;
  readonly system: Pick<KeyScope, 'seal' | 'unseal'>;
}

type Row = Omit<Incident, keyof IncidentFacts | 'steps'> & { sealed: Sealed<IncidentFacts> };
type StepRow = Omit<IncidentStep, 'text'> & { sealed: Sealed<string> };

const insert = statement<
  [
    id: string,
    kind: string,
    severity: string,
    known: string,
    notify: string | null,
    report: string | null,
    facts: Buffer,
  ],
  never
>(`insert into app.incidents (id, kind, severity, known_at, notify_by, report_id, sealed_facts)
  values ($1, $2, $3, $4, $5, $6, $7)`);
const insertStep = statement<
  [incident: string, number: number, kind: string, due: string | null, text: Buffer],
  never
>(
  'insert into app.incident_steps (incident_id, number, kind, due_at, sealed_text) values ($1, $2, $3, $4, $5)',
);
const COLUMNS = `i.id, i.kind, i.severity, i.state, i.known_at as "knownAt", i.notify_by as "notifyBy",
  i.closed_at as "closedAt", i.report_id as "reportId", i.sealed_facts as sealed`;
const find = statement<[id: string], Row>(`select ${COLUMNS} from app.incidents i where i.id = $1`);
const list = statement<[], Row>(`select ${COLUMNS} from app.incidents i order by i.known_at desc limit 200`);
const steps = statement<[id: string], StepRow>(`
  select s.number, s.at, s.kind, s.due_at as "dueAt", s.done_at as "doneAt", s.sealed_text as sealed
  from app.incident_steps s where s.incident_id = $1 order by s.number`);
const done = statement<[id: string, number: number], { number: number }>(`
  update app.incident_steps s set done_at = now()
  where s.incident_id = $1 and s.number = $2 and s.kind = 'task' and s.done_at is null returning s.number`);
const change = statement<[id: string, state: string, facts: Buffer], never>(`
  update app.incidents i set state = $2, sealed_facts = $3, closed_at = case when $2 = 'closed' then now() end
  where i.id = $1`);
const audit = statement<[action: string, id: string], never>(`
  insert into app.audit_entries (actor_kind, action, target_kind, target_id, request_id)
  values ('operator', $1, 'incident', $2, 'cli')`);

const factsContext = (id: string) => ({ table: 'incidents', row: id, use: 'facts' }) as const;
const stepContext = (id: string, number: number) =>
  ({ table: 'incident_steps', row: sealRow(id, String(number)), use: 'text' }) as const;
const HOUR_MS = 3_600_000;

/** Opens an incident with its plan; for a breach the clock of 72 hours runs from when it was known. */
export async function openIncident({ db, system }: IncidentDesk, incident: NewIncident): Promise<Incident> {
  const { kind, severity, title, owner, knownAt, reportId = null } = incident;
  const id = newId();
  const after = (hours: number) => new Date(knownAt.getTime() + hours * HOUR_MS).toISOString();
  const facts: IncidentFacts = { title, owner, postMortem: null };
  await db.run(insert, [
    id,
    kind,
    severity,
    knownAt.toISOString(),
    kind === 'breach' ? after(NOTIFY_WITHIN) : null,
    reportId,
    system.seal(factsContext(id), facts),
  ]);
  for (const [index, { within, text }] of planOf(kind, severity).entries()) {
    const number = index + 1;
    await db.run(insertStep, [id, number, 'task', after(within), system.seal(stepContext(id, number), text)]);
  }
  await db.run(audit, ['incident.opened', id]);
  return readIncident({ db, system }, id);
}

/** @throws StartError where there is none. */
export async function readIncident({ db, system }: IncidentDesk, id: string): Promise<Incident> {
  const [row] = await db.run(find, [id]);
  if (row === undefined) throw new StartError('There is no such incident.');
  const rows = await db.run(steps, [id]);
  return {
    ...opened(system, row),
    steps: rows.map(({ sealed, ...step }) => ({
      ...step,
      text: system.unseal(stepContext(id, step.number), sealed),
    })),
  };
}

export async function listIncidents({ db, system }: IncidentDesk): Promise<Omit<Incident, 'steps'>[]> {
  return (await db.run(list, [])).map((row) => opened(system, row));
}

function opened(system: IncidentDesk['system'], { sealed, ...row }: Row): Omit<Incident, 'steps'> {
  return { ...row, ...system.unseal(factsContext(row.id), sealed) };
}

/** Adds to the timeline. */
export async function addStep(desk: IncidentDesk, id: string, kind: 'note' | 'affected', text: string) {
  const { steps: known } = await readIncident(desk, id);
  const number = (known.at(-1)?.number ?? 0) + 1;
  await desk.db.run(insertStep, [id, number, kind, null, desk.system.seal(stepContext(id, number), text)]);
  await desk.db.run(audit, [`incident.${kind}`, id]);
}

/** @throws StartError for what is no task that waits. */
export async function finishTask({ db }: IncidentDesk, id: string, number: number): Promise<void> {
  if ((await db.run(done, [id, number])).length === 0) throw new StartError('No such task waits.');
  await db.run(audit, ['incident.task-done', id]);
}

/** Contained, or closed with its post-mortem. @throws StartError while tasks wait. */
export async function moveIncident(
  desk: IncidentDesk,
  id: string,
  state: 'contained' | 'closed',
  postMortem: string | null = null,
): Promise<void> {
  const { title, owner, steps: all } = await readIncident(desk, id);
  const waiting = all.filter(({ kind, doneAt }) => kind === 'task' && doneAt === null);
  if (state === 'closed' && waiting.length > 0) {
    throw new StartError(`${waiting.length} tasks wait; finish them first, or note why not and finish them.`);
  }
  if (state === 'closed' && postMortem === null) throw new StartError('It is closed with its post-mortem.');
  await desk.db.run(change, [id, state, desk.system.seal(factsContext(id), { title, owner, postMortem })]);
  await desk.db.run(audit, [`incident.${state}`, id]);
}
