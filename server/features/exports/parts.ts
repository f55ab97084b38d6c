import { findCleanAfter, openFile } from '#server/features/evidence/index.ts';
import type { StepPlace, Stretch } from './archive-file.ts';
import { casesCsv } from './cases-csv.ts';
import { type Shape, shapes } from './columns.ts';
import { manifestLines } from './manifest.ts';
import { openRecord } from './open-record.ts';
import { readme } from './readme.ts';
import { auditLines, countRecords, type InTurn, pageRecords } from './record.store.ts';
import { inWork, ROWS_AT_ONCE, type Work } from './work.ts';

/** A part of the archive: makes its next file, or says that there is no more. */
export type ArchivePart = (work: Work, place: StepPlace) => Promise<Stretch | null>;

const BYTES_A_FILE = 4 * 1024 * 1024;
const SAFE_NAME = /[^\p{L}\p{N} ._()-]/gu;

/** Every part, in the order they are made. A run that goes on counts on the order. */
export function archiveParts(): ArchivePart[] {
  return [
    single('README.md', async function* () {
      yield readme();
    }),
    ...shapes().map(recordsPart),
    filesPart,
    single('audit-log.jsonl', auditLog),
    single('csv/cases.csv', casesCsv),
    single('manifest.json', manifestLines),
  ];
}

/** Lines of JSON, a file every few megabytes; no file where there is nothing. */
function recordsPart(shape: Shape): ArchivePart {
  return async (work, { file, after }) => {
    const page = (from: readonly string[] | null) =>
      inWork(work, async (tx, scope) => {
        const rows = await pageRecords(tx, shape, from, ROWS_AT_ONCE);
        return rows.map((row) => ({
          line: `${JSON.stringify(openRecord(scope, shape, row))}\n`,
          place: row.place,
        }));
      });
    let rows = shape.key.length === 0 && file > 1 ? [] : await page(after);
    if (rows.length === 0) return null;
    let [records, last]: [number, readonly string[] | null] = [0, after];
    async function* content() {
      for (let bytes = 0; rows.length > 0; ) {
        for (const { line, place } of rows) {
          yield line;
          [records, last, bytes] = [records + 1, place, bytes + line.length];
        }
        if (shape.key.length === 0 || bytes > BYTES_A_FILE) return;
        rows = await page(last);
      }
    }
    const name = `records/${shape.name}-${String(file).padStart(4, '0')}.ndjson`;
    return { name, deflated: true, content: content(), outcome: () => ({ records, after: last }) };
  };
}

/** Every clean file, as it was settled. */
const filesPart: ArchivePart = async (work, { after }) => {
  const file = await inWork(work, (tx, scope) => findCleanAfter(tx, scope, after?.[0] ?? null));
  if (file === undefined) return null;
  const name = file.list.name.replace(SAFE_NAME, '_').replace(/^\.+/, '_');
  const { services, workspaceId } = work;
  const opened = await services.keys.retrying(workspaceId, (scope) =>
    openFile({ blobs: services.blobs, scope, workspaceId }, file),
  );
  return {
    name: `files/${file.id}/${name}`,
    deflated: false,
    content: opened.read(),
    outcome: () => ({ after: [file.id] }),
  };
};

/** A part of one file. */
function single(name: string, content: (work: Work) => AsyncIterable<string>): ArchivePart {
  return async (work, { file }) =>
    file > 1 ? null : { name, deflated: true, content: content(work), outcome: () => ({ after: [] }) };
}

/** Each page in a transaction of its own: what is sealed meanwhile is left out as a whole. */
async function* auditLog(work: Work): AsyncGenerator<string, void, undefined> {
  const inTurn: InTurn = (read) => inWork(work, read);
  for await (const line of auditLines(inTurn, work.workspaceId)) yield `${line}\n`;
}

/** Steps there are at least: those of the parts, and one of each file. */
export async function countSteps(work: Work): Promise<number> {
  const evidence = shapes().find(({ name }) => name === 'evidence');
  const files = evidence === undefined ? 0 : await inWork(work, (tx) => countRecords(tx, evidence));
  return archiveParts().length + files;
}
