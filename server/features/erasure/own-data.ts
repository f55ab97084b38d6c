import { RANK } from '#contracts/common.ts';
import { openRecord, type Shape, shapes } from '#server/features/exports/index.ts';
import { readPerson } from '#server/features/identity/index.ts';
import { myWorkspaces } from '#server/features/workspaces/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { SessionCaller, WorkspaceCaller } from '#server/security/caller.ts';
import { classification, type Protection } from '#server/security/classification.ts';
import { read } from '#server/security/read.ts';
import { whileStanding } from '#server/security/standing.ts';
import { accountRows, pageOwnRecords } from './own-data.store.ts';

const ROWS_AT_ONCE = 100;

/** Sends all there is of whoever asks; whoever is shut out meanwhile gets no further line. */
export async function exportOwnData(
  caller: SessionCaller,
  send: (lines: AsyncIterable<string>, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const { events } = caller.services;
  const since = events.accessChanges();
  const { id } = await readPerson(caller);
  const ask = async () => void (await readPerson(caller));
  const standing = whileStanding(events, { ids: [id], since, ask });
  await send(ownData(caller), standing.signal).finally(standing.leave);
}

/**
 * All there is of whoever asks (GDPR Art. 15 and 20), one record a line: their account and, in each workspace they can
 * enter, the records that name them. Which columns name somebody is what the classification says.
 */
async function* ownData(caller: SessionCaller): AsyncGenerator<string, void, undefined> {
  const { services, sessionId } = caller;
  const system = services.system();
  for (const { kind, plain, table, use, sealed } of await accountRows(services.db, sessionId)) {
    const opened =
      sealed === null ? {} : { content: system.unseal({ table, row: String(plain.id), use }, sealed) };
    yield JSON.stringify({ kind, ...plain, ...opened });
  }
  for (const { id: workspaceId, name, role } of await myWorkspaces(caller)) {
    yield JSON.stringify({ kind: 'workspace', workspaceId, name, role });
    yield* inWorkspace({ ...caller, passId: sessionId, workspaceId });
  }
}

/** The same of somebody else, in one workspace, for whoever may export all of it: what this reader sees and names them. */
export async function* recordsNaming(
  caller: WorkspaceCaller,
  of: Subject,
): AsyncGenerator<string, void, undefined> {
  for (const { shape, columns } of naming()) {
    for (let after: readonly string[] | null = null; ; ) {
      const page = await readPage(caller, of, { shape, columns, after });
      for (const { line } of page) yield line;
      const last = page.at(-1);
      if (last === undefined || page.length < ROWS_AT_ONCE) break;
      after = last.place;
    }
  }
}

async function* inWorkspace(caller: WorkspaceCaller): AsyncGenerator<string, void, undefined> {
  try {
    yield* recordsNaming(caller, { by: 'case.read', userId: undefined });
  } catch (error) {
    // Its networks, its sign-in rules: whoever may not enter it now is told so, and gets the rest.
    if (!(error instanceof AppError)) throw error;
    yield JSON.stringify({ kind: 'refused', workspaceId: caller.workspaceId, why: error.code });
  }
}

/** Whose records, and by which row of the role table; undefined: of whoever reads. */
interface Subject {
  readonly by: 'case.read' | 'workspace.export';
  readonly userId: string | undefined;
}

interface Asked {
  readonly shape: Shape;
  readonly columns: readonly string[];
  readonly after: readonly string[] | null;
}

function readPage(caller: WorkspaceCaller, { by, userId }: Subject, { shape, columns, after }: Asked) {
  return read(caller, by, async (tx, { actor, scope }) => {
    const subject = userId ?? actor.userId;
    const rows = await pageOwnRecords(tx, shape, {
      userId: subject,
      columns,
      after,
      limit: ROWS_AT_ONCE,
    });
    const out = rows.map((row) => {
      const record = { kind: shape.name, workspaceId: actor.workspaceId, ...openRecord(scope, shape, row) };
      return { line: JSON.stringify(record), place: row.place };
    });
    const note = {
      action: userId === undefined ? ('account.exported' as const) : ('member.data-exported' as const),
      targetKind: 'user',
      targetId: subject,
      fields: [shape.name],
    };
    return { out, disclosed: rows.length > 0 && RANK[actor.role] > 0 ? note : undefined };
  });
}

/** The tables whose rows name a person, and by which columns. */
function naming() {
  return shapes().flatMap((shape) => {
    const columns = Object.entries<Protection>(classification[shape.table]).flatMap(
      ([column, { level, form }]) =>
        level === 'personal' &&
        form.kind === 'plain' &&
        shape.plain.includes(column) &&
        column !== 'receipt' &&
        !/membership/.test(column)
          ? [column]
          : [],
    );
    return columns.length === 0 || shape.key.length === 0 ? [] : [{ shape, columns }];
  });
}
