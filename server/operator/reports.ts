import { parseArgs } from 'node:util';
import { Severity } from '#contracts/common.ts';
import type { FollowedReport } from '#contracts/vulnerability-reports.ts';
import { answerContext, type KeptReport, reportContext } from '../features/vulnerability-reports/index.ts';
import { statement } from '../platform/db/index.ts';
import { StartError } from '../platform/start-error.ts';
import type { Sealed } from '../security/crypto/index.ts';
import type { MailQueue, ReportState } from '../security/mail-queue.ts';
import { type Incident, type IncidentDesk, openIncident } from './incidents/incident.store.ts';
import { withMail } from './with-mail.ts';
import { withOperator } from './with-operator.ts';

export const reportsHelp = `caseward reports list | show ID
caseward reports acknowledge ID
caseward reports judge ID SEVERITY --owner NAME
caseward reports mend ID --answer TEXT [--credit]
caseward reports decline ID --answer TEXT

  Vulnerabilities that were reported by the form. Each has to be acknowledged within one business day; the reporter is
  told of every move by mail, if they left an address, and by the link they hold.

  judge     confirms it. SEVERITY is low, medium, high or critical; a critical one opens an incident with plan and
            deadlines, led by NAME
  --credit  names the reporter on the page for reports, as they wished to be named`;

interface Report extends KeptReport, Omit<FollowedReport, 'answer' | 'severity'> {
  readonly id: string;
  readonly judged: FollowedReport['severity'];
}

type Row = Omit<Report, keyof KeptReport> & { sealed: Sealed<KeptReport> };

const COLUMNS = `r.id, r.state, r.severity as judged, r.received_at as "receivedAt", r.acknowledge_by as "acknowledgeBy",
  r.acknowledged_at as "acknowledgedAt", r.closed_at as "closedAt", r.sealed_report as sealed`;
const all = statement<[], Row>(
  `select ${COLUMNS} from app.vulnerability_reports r where not r.probe order by r.received_at desc limit 200`,
);
const find = statement<[id: string], Row>(
  `select ${COLUMNS} from app.vulnerability_reports r where r.id = $1`,
);
const move = statement<
  [id: string, state: string, severity: string | null, answer: Buffer | null, credit: string | null],
  never
>(`
  update app.vulnerability_reports r set state = $2, severity = coalesce($3, r.severity),
    sealed_answer = coalesce($4, r.sealed_answer), credit = $5,
    acknowledged_at = coalesce(r.acknowledged_at, now()),
    closed_at = case when $2 in ('mended', 'declined') then now() end
  where r.id = $1`);
const audit = statement<[action: string, id: string], never>(`
  insert into app.audit_entries (actor_kind, action, target_kind, target_id, request_id)
  values ('operator', $1, 'vulnerability-report', $2, 'cli')`);

export interface ReportDesk extends IncidentDesk {
  readonly mail: MailQueue;
}

export interface Move {
  readonly state: ReportState;
  readonly severity?: Severity;
  readonly answer?: string | undefined;
  readonly credit?: boolean | undefined;
  /** Who leads the incident that a critical report opens. */
  readonly owner?: string | undefined;
}

/** Moves a report on and tells the reporter. Gives the incident that it opened, if it is critical. */
export async function moveReport(
  desk: ReportDesk,
  id: string,
  { state, severity, answer, credit = false, owner }: Move,
): Promise<Incident | undefined> {
  const { db, system, mail } = desk;
  const report = await readReport(desk, id);
  if (report.closedAt !== null) throw new StartError('It is closed.');
  if (credit && report.credit === null) throw new StartError('The reporter does not wish to be named.');
  if (severity === 'critical' && owner === undefined)
    throw new StartError('A critical report needs --owner.');
  const sealed = answer === undefined ? null : system.seal(answerContext(id), answer);
  await db.run(move, [id, state, severity ?? null, sealed, credit ? report.credit : null]);
  await db.run(audit, [`vulnerability-report.${state}`, id]);
  if (report.email !== null) await mail.queue({ template: 'report-moved', to: report.email, state });
  if (severity !== 'critical' || owner === undefined) return undefined;
  const { title } = report;
  return openIncident(desk, {
    kind: 'vulnerability',
    severity,
    title,
    owner,
    knownAt: new Date(),
    reportId: id,
  });
}

/** @throws StartError where there is none. */
export async function readReport({ db, system }: IncidentDesk, id: string): Promise<Report> {
  const [row] = await db.run(find, [id]);
  if (row === undefined) throw new StartError('There is no such report.');
  return opened(system, row);
}

export async function listReports({ db, system }: IncidentDesk): Promise<Report[]> {
  return (await db.run(all, [])).map((row) => opened(system, row));
}

function opened(system: IncidentDesk['system'], { sealed, ...row }: Row): Report {
  return { ...row, ...system.unseal(reportContext(row.id), sealed) };
}

const options = {
  owner: { type: 'string' },
  answer: { type: 'string' },
  credit: { type: 'boolean' },
} as const;

/** Runs the command. Returns the exit code. */
export async function reportsCommand(
  args: string[],
  print = console.log,
  warn = console.error,
): Promise<number> {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const [verb = '', id = '', severity] = positionals;
  const move = moveOf(verb, severity, values);
  if (move === undefined && !['list', 'show'].includes(verb)) {
    warn(reportsHelp);
    return 2;
  }
  await withOperator(async (context) => {
    if (verb === 'list') for (const report of await listReports(context)) print(lineOf(report));
    if (verb === 'show') print(textOf(await readReport(context, id)));
    if (move === undefined) return;
    const incident = await withMail(context, (mail) => moveReport({ ...context, mail }, id, move));
    print(incident === undefined ? 'Done.' : `Done. Incident ${incident.id} is open: caseward incident show`);
  });
  return 0;
}

function moveOf(
  verb: string,
  judged: string | undefined,
  values: { owner?: string | undefined; answer?: string | undefined; credit?: boolean | undefined },
): Move | undefined {
  if (verb === 'acknowledge') return { state: 'acknowledged' };
  const severity = Severity.safeParse(judged);
  if (verb === 'judge' && severity.success) return { state: 'confirmed', severity: severity.data, ...values };
  if (values.answer === undefined) return undefined;
  if (verb === 'mend') return { state: 'mended', ...values };
  return verb === 'decline' ? { state: 'declined', answer: values.answer } : undefined;
}

function lineOf({ id, state, judged, severity, acknowledgeBy, acknowledgedAt, title }: Report): string {
  const due = acknowledgedAt === null ? `acknowledge by ${acknowledgeBy}` : `acknowledged ${acknowledgedAt}`;
  return `${id}  ${state}  ${judged ?? `${severity}?`}  ${due}  ${title}`;
}

function textOf(report: Report): string {
  const { details, email, credit } = report;
  return [
    lineOf(report),
    `From: ${email ?? 'nobody who left an address'}`,
    `Credit: ${credit ?? 'none wished'}`,
    '',
    details,
  ].join('\n');
}
