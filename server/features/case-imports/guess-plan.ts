import {
  CASE_TARGETS,
  IMPORT_COLUMNS,
  ImportDelimiter,
  type ImportEncoding,
  type ImportPlan,
  type ImportReading,
  type ImportTarget,
} from '#contracts/case-imports.ts';
import type { CaseType } from '#contracts/presets.ts';
import { CsvReader } from './csv-reader.ts';

/** The delimiter by which the first rows have the most columns, each row as many. */
export function guessDelimiter(head: string): ImportDelimiter {
  const scored = ImportDelimiter.options.map((delimiter) => ({ delimiter, score: scoreOf(head, delimiter) }));
  const [best] = scored.sort((one, other) => other.score - one.score);
  return best?.delimiter ?? ',';
}

function scoreOf(head: string, delimiter: ImportDelimiter): number {
  const rows = new CsvReader(delimiter).push(`${head}\n`).slice(0, 20);
  const width = rows[0]?.cells.length ?? 1;
  if (width < 2) return 0;
  const alike = rows.filter(({ cells }) => cells.length === width).length;
  return width * (alike / rows.length) ** 2;
}

/** What columns are called elsewhere. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  title: ['subject', 'name', 'headline', 'betreff', 'titel'],
  summary: ['abstract', 'short description', 'zusammenfassung'],
  body: ['description', 'text', 'details', 'content', 'beschreibung'],
  type: ['case type', 'kind', 'typ', 'art'],
  state: ['status', 'stage', 'zustand'],
  severity: ['priority', 'impact', 'schwere', 'dringlichkeit'],
  tags: ['labels', 'keywords', 'tag', 'schlagworte'],
  category: ['area', 'topic', 'kategorie'],
  owner: ['assignee', 'responsible', 'owner e-mail', 'owner email', 'assigned to', 'verantwortlich'],
  due: ['due date', 'deadline', 'due on', 'fällig'],
  created: ['created at', 'created on', 'opened', 'date', 'erstellt'],
};

/** What each column most likely is, by its name; none twice. */
export function guessColumns(names: readonly string[], type: CaseType | undefined): (ImportTarget | null)[] {
  const taken = new Set<ImportTarget>();
  return names.slice(0, IMPORT_COLUMNS).map((name) => {
    const plain = name.trim().toLowerCase();
    const found =
      CASE_TARGETS.find((target) => target === plain || NAMES[target]?.includes(plain)) ??
      fieldOf(plain, type);
    if (found === undefined || taken.has(found)) return null;
    taken.add(found);
    return found;
  });
}

function fieldOf(name: string, type: CaseType | undefined): ImportTarget | undefined {
  const field = type?.fields.find(({ key, label }) => key === name || label.toLowerCase() === name);
  return field && `field.${field.key}`;
}

const DELIMITERS = { comma: ',', semicolon: ';', tab: '\t' } as const satisfies Record<
  string,
  ImportDelimiter
>;

/** How a file that begins like this is most likely read, where the reading does not say. */
export function guessPlan(
  head: string,
  reading: ImportReading & { readonly encoding: ImportEncoding },
  types: readonly CaseType[],
): ImportPlan {
  const delimiter = reading.delimiter === undefined ? guessDelimiter(head) : DELIMITERS[reading.delimiter];
  const header = reading.header !== 'no';
  const [first] = new CsvReader(delimiter).push(`${head}\n`);
  const [type] = types;
  const cells = first?.cells.slice(0, IMPORT_COLUMNS) ?? [];
  const columns = header ? guessColumns(cells, type) : cells.map(() => null);
  return {
    encoding: reading.encoding,
    delimiter,
    header,
    dateFormat: delimiter === ';' ? 'dd.mm.yyyy' : 'yyyy-mm-dd',
    type: type?.key ?? '',
    state: null,
    columns: columns.length === 0 ? [null] : columns,
  };
}
