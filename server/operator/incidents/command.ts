import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { Severity } from '#contracts/common.ts';
import { StartError } from '../../platform/start-error.ts';
import { signHere } from '../sign-record.ts';
import { type OperatorContext, withOperator } from '../with-operator.ts';
import { affectedBy } from './affected.ts';
import { draftsOf } from './drafts.ts';
import {
  addStep,
  finishTask,
  listIncidents,
  moveIncident,
  openIncident,
  readIncident,
} from './incident.store.ts';
import { incidentText } from './incident.text.ts';

export const incidentHelp = `caseward incident open breach|vulnerability SEVERITY TITLE --owner NAME [--known TIME]
caseward incident list | show ID | note ID TEXT | done ID TASK
caseward incident affected ID --from TIME [--until TIME] --actor USER | --session SESSION
caseward incident drafts ID --from TIME [--until TIME] --actor USER | --session SESSION
caseward incident contained ID | close ID --post-mortem FILE | export ID FILE

  Leads through an incident: plan, owner, timeline and deadlines; for a breach the 72 hours of Article 33 GDPR, whom it
  concerns as computed from the audit log, and drafts of the notices.

  SEVERITY  low, medium, high, critical
  --from    when the intruder first was in; --until: when they were out, now by default
  --actor   the account they used; --session: one session of it alone. One of the two, or both
  --known   when somebody here first knew; now by default
  export    writes it as a signed record, which \`caseward record verify\` verifies offline`;

const options = {
  owner: { type: 'string' },
  known: { type: 'string' },
  from: { type: 'string' },
  until: { type: 'string' },
  actor: { type: 'string' },
  session: { type: 'string' },
  'post-mortem': { type: 'string' },
} as const;

type Values = { readonly [Name in keyof typeof options]?: string | undefined };
type Print = (line: string) => void;
type Verb = (
  context: OperatorContext,
  words: readonly string[],
  values: Values,
  print: Print,
) => Promise<void>;

const verbs: Readonly<Record<string, Verb>> = {
  async open(desk, [kind, severity, title], { owner, known }, print) {
    const judged = Severity.safeParse(severity);
    if ((kind !== 'breach' && kind !== 'vulnerability') || !judged.success || !title || !owner) {
      throw new StartError(incidentHelp);
    }
    const knownAt = known === undefined ? new Date() : timeOf(known);
    print(incidentText(await openIncident(desk, { kind, severity: judged.data, title, owner, knownAt })));
  },
  async list(desk, _words, _values, print) {
    for (const { id, state, kind, severity, knownAt, title } of await listIncidents(desk)) {
      print(`${id}  ${state}  ${kind}, ${severity}  ${knownAt}  ${title}`);
    }
  },
  async show(desk, [id = ''], _values, print) {
    print(incidentText(await readIncident(desk, id)));
  },
  async note(desk, [id = '', said = ''], _values, print) {
    await addStep(desk, id, 'note', said);
    print('Noted.');
  },
  async done(desk, [id = '', task = ''], _values, print) {
    await finishTask(desk, id, Number(task));
    print('Done, and noted when.');
  },
  async affected(desk, [id = ''], values, print) {
    const trace = traceOf(id, values);
    await readIncident(desk, id);
    const affected = await affectedBy(desk, trace);
    await addStep(desk, id, 'affected', JSON.stringify(affected));
    print(JSON.stringify(affected, null, 2));
  },
  async drafts(desk, [id = ''], values, print) {
    const trace = traceOf(id, values);
    const drafts = draftsOf(await readIncident(desk, id), await affectedBy(desk, trace));
    for (const { to, subject, text } of drafts)
      print(`To: ${to.join(', ')}\nSubject: ${subject}\n\n${text}\n`);
  },
  async contained(desk, [id = ''], _values, print) {
    await moveIncident(desk, id, 'contained');
    print('Contained.');
  },
  async close(desk, [id = ''], values, print) {
    const file = values['post-mortem'];
    await moveIncident(desk, id, 'closed', file === undefined ? null : await readFile(file, 'utf8'));
    print('Closed.');
  },
  async export(desk, [id = '', file = ''], _values, print) {
    const text = JSON.stringify(await readIncident(desk, id), null, 2);
    await writeFile(file, JSON.stringify(await signHere(desk, { kind: 'incident', id, text })), {
      flag: 'wx',
    });
    print(`Written. Verify it anywhere: caseward record verify ${file}`);
  },
};

/** Runs the command. Returns the exit code. */
export async function incidentCommand(
  args: string[],
  print: Print = console.log,
  warn: Print = console.error,
) {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const [name = '', ...words] = positionals;
  const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  if (verb === undefined) {
    warn(incidentHelp);
    return 2;
  }
  await withOperator((context) => verb(context, words, values, print));
  return 0;
}

function traceOf(id: string, { actor, session, from, until }: Values) {
  if (id === '') throw new StartError('ID is missing: which incident, as `caseward incident list` names it.');
  if (from === undefined) throw new StartError('--from is missing: when the intruder first was in.');
  if (actor === undefined && session === undefined)
    throw new StartError('--actor or --session is missing: whose doings count as the intruder’s.');
  return {
    actorId: actor,
    sessionId: session,
    from: timeOf(from),
    until: until === undefined ? new Date() : timeOf(until),
  };
}

function timeOf(text: string): Date {
  const time = new Date(text);
  if (Number.isNaN(time.getTime()))
    throw new StartError(`"${text}" is no time such as 2026-03-09T10:00:00Z.`);
  return time;
}
