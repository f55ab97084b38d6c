import type { AuditExport, AuditFilter } from '#contracts/audit.ts';
import { AppError } from '#server/platform/app-error.ts';
import { entryOf } from '#server/security/audit/audit.store.ts';
import type { ProvenHeader, ProvenLine } from '#server/security/audit/proven-line.ts';
import { openProvenLog, type ProvenLog, provenHeader, textOf } from '#server/security/audit/proven-log.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
import type { Actor, TenantTx } from '#server/security/tenancy/index.ts';
import { fitting } from './address-filter.ts';
import { auditViewOf, shownOf } from './audit-entry.view.ts';
import { type AuditRow, logIn, pageSealed, pageWaiting } from './audit-log.store.ts';

const PAGE = 500;
const MOST_WAITING = 50_000;

interface Reader {
  readonly actor: Actor;
  readonly scope: KeyScope;
  readonly system: KeyScope;
}

/**
 * The lines of an export with proofs: a header with the signed checkpoint, what fits the filter in the order of the log
 * with one proof each, what waits for the sealer, and an end.
 * @throws AppError invalid_field, before the first line, for what is no address and for a checkpoint that is not there.
 */
export async function provenLines(
  tx: TenantTx,
  reader: Reader,
  { filter, resume, since }: AuditExport,
): Promise<AsyncIterable<string>> {
  const fits = fitting(filter.ip, reader);
  const log = await openProvenLog(logIn(tx), resume?.size);
  if (resume !== undefined && log === undefined)
    throw new AppError('invalid_field', {
      field: 'resume.size',
      message: 'There is no checkpoint of this size.',
    });
  const { workspaceId } = reader.actor;
  const after = resume?.after;
  const header = await provenHeader(logIn(tx), log, { workspaceId, since, after });
  return linesOf(tx, reader, { filter, fits, log, header, after: after ?? -1 });
}

interface Opened {
  readonly filter: AuditFilter;
  readonly fits: (row: AuditRow) => boolean;
  readonly log: ProvenLog | undefined;
  readonly header: ProvenHeader | undefined;
  readonly after: number;
}

async function* linesOf(
  tx: TenantTx,
  reader: Reader,
  opened: Opened,
): AsyncGenerator<string, void, undefined> {
  const { filter, fits, log, header } = opened;
  if (header !== undefined) yield lineOf(header);
  let entries = 0;
  for await (const [row, view] of sealedRows(tx, reader, opened)) {
    const seq = Number(row.seq);
    const proof = textOf((await log?.tree.inclusion(seq)) ?? []);
    yield lineOf({ type: 'entry', seq, entry: entryOf(row), shown: shownOf(row, view), proof });
    entries += 1;
  }
  const late = await pageWaiting(tx, { filter, size: log?.size ?? 0, limit: MOST_WAITING });
  const waiting = late.filter(fits);
  const view = await auditViewOf(tx, reader, waiting);
  for (const row of waiting)
    yield lineOf({ type: 'waiting', entry: entryOf(row), shown: shownOf(row, view) });
  yield lineOf({ type: 'end', entries, waiting: waiting.length });
}

async function* sealedRows(tx: TenantTx, reader: Reader, { filter, fits, log, after }: Opened) {
  let reached = after;
  for (let full = log !== undefined; full; ) {
    const rows = await pageSealed(tx, { filter, after: reached, size: log?.size ?? 0, limit: PAGE });
    const view = await auditViewOf(tx, reader, rows);
    for (const row of rows) if (fits(row)) yield [row, view] as const;
    reached = Number(rows.at(-1)?.seq ?? reached);
    full = rows.length === PAGE;
  }
}

function lineOf(line: ProvenLine): string {
  return JSON.stringify(line);
}
