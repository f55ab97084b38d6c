import { parseArgs } from 'node:util';
import { NOTE_STATES, type StatusNote } from '#contracts/status.ts';
import { type Db, statement } from '../platform/db/index.ts';
import { StartError } from '../platform/start-error.ts';
import { newId } from '../security/crypto/index.ts';
import { withOperator } from './with-operator.ts';

export const statusHelp = `caseward status note STATE TEXT [--about ID]
caseward status take-back ID

  Says on the public status page what is going on. Everyone can read it: no name, no number of a case.

  STATE    ${NOTE_STATES.join(', ')}
  --about  the incident that a later note belongs to, as the first one printed it
  take-back removes one note that should not have been said`;

const options = { about: { type: 'string' } } as const;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const say = statement<[id: string, about: string, state: string, said: string], never>(
  'insert into app.status_notes (id, about, state, said) values ($1, $2, $3, $4)',
);
const known = statement<[about: string], { id: string }>(
  'select n.id from app.status_notes n where n.about = $1 limit 1',
);
const takeBack = statement<[id: string], { id: string }>(
  'delete from app.status_notes n where n.id = $1 returning n.id',
);
const audit = statement<[action: string, id: string], never>(`
  insert into app.audit_entries (actor_kind, action, target_kind, target_id, request_id)
  values ('operator', $1, 'status-note', $2, 'cli')`);

/** Runs the command. Returns the exit code. */
export async function statusCommand(
  args: string[],
  print: (line: string) => void = console.log,
  warn: (line: string) => void = console.error,
): Promise<number> {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const [verb, first = '', said = '', ...rest] = positionals;
  const state = NOTE_STATES.find((each) => each === first);
  const { about } = values;
  if (verb === 'take-back' && ID.test(first) && said === '') {
    await withOperator(({ db }) => removeNote(db, first));
    print('It is no longer on the page.');
    return 0;
  }
  const sayable = said.length > 0 && said.length <= 2_000;
  if (verb !== 'note' || state === undefined || !sayable || rest.length > 0 || !ID.test(about ?? newId())) {
    warn(statusHelp);
    return 2;
  }
  const note = await withOperator(({ db }) => addNote(db, { state, said, about }));
  print(`It is on the status page. For what follows: --about ${note.about}`);
  return 0;
}

type NewNote = Pick<StatusNote, 'state' | 'said'> & { readonly about?: string | undefined };

/** Puts a note on the status page. Throws StartError where there is no such incident. */
export async function addNote(db: Pick<Db, 'run'>, { state, said, about }: NewNote) {
  if (about !== undefined && (await db.run(known, [about])).length === 0) {
    throw new StartError('There is no such incident on the status page.');
  }
  const id = newId();
  await db.run(say, [id, about ?? id, state, said]);
  await db.run(audit, ['status-note.said', id]);
  return { id, about: about ?? id };
}

/** Takes a note off the status page. Throws StartError where there is none. */
export async function removeNote(db: Pick<Db, 'run'>, id: string): Promise<void> {
  if ((await db.run(takeBack, [id])).length === 0) throw new StartError('There is no such note.');
  await db.run(audit, ['status-note.taken-back', id]);
}
