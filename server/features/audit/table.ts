import { parseProvenLine } from '#server/security/audit/proven-line.ts';
import { COLUMNS } from '#server/security/audit/table-walk.ts';
import { csvLine } from './csv.ts';

/** The lines of an export with proofs as a table for reading; the last column holds the line itself. */
export async function* tableOf(lines: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
  yield csvLine(COLUMNS);
  for await (const text of lines) yield csvLine(rowOf(text));
}

function rowOf(text: string): (string | number | null | undefined)[] {
  const line = parseProvenLine(text);
  if (line?.type !== 'entry' && line?.type !== 'waiting') return [...COLUMNS.slice(1).map(() => null), text];
  const { entry, shown } = line;
  return [
    line.type === 'entry' ? line.seq : null,
    entry.at,
    shown.actor?.name,
    entry.action,
    entry.targetKind ?? 'deployment',
    entry.targetId,
    entry.fields.join(' '),
    shown.outcome,
    shown.ip,
    entry.requestId,
    shown.token?.name,
    text,
  ];
}
