import { classification, type Protection, type Seal } from '#server/security/classification.ts';
import { exportPlan, type Records } from './plan.ts';

export type ExportedTable = keyof typeof classification;

/** Of what is exported of a table: which columns go out as they are, which are opened, and which stay. */
export interface Shape extends Records {
  readonly table: ExportedTable;
  /** Its name in the archive: `cases`. */
  readonly name: string;
  readonly plain: readonly string[];
  readonly sealed: readonly { readonly column: string; readonly seal: Seal }[];
  readonly stays: readonly { readonly column: string; readonly why: string }[];
}

/** What others point to, before those. An import puts them in by this order. */
export const PARENTS_FIRST = [
  'app.workspaces',
  'app.memberships',
  'app.categories',
  'app.tags',
  'app.templates',
  'app.saved_views',
  'app.retention_rules',
  'app.cases',
  'app.case_counters',
  'app.case_tags',
  'app.case_staff',
  'app.case_grants',
  'app.case_links',
  'app.activities',
  'app.evidence',
  'app.comments',
  'app.mentions',
  'app.review_rounds',
  'app.review_decisions',
  'app.contacts',
  'app.contact_consents',
  'app.contact_holds',
] as const satisfies readonly ExportedTable[];

/**
 * The tables whose rows go out. What points to a row is read before the row: while people go on working, a comment
 * that was read finds the case it is on in what is read after it.
 */
export function shapes(): Shape[] {
  const place = new Map<string, number>(PARENTS_FIRST.map((table, index) => [table, -1 - index]));
  return Object.entries(exportPlan)
    .flatMap(([table, part]) => (part.as === 'records' ? [shapeOf(table as ExportedTable, part)] : []))
    .sort((one, other) => rank(other.table) - rank(one.table));
  function rank(table: string): number {
    return place.get(table) === undefined ? 0 : -1_000 - (place.get(table) ?? 0);
  }
}

export function shapeOf(table: ExportedTable, records: Records): Shape {
  const columns = Object.entries<Protection>(classification[table]);
  const stays = columns.flatMap(([column, how]) => {
    const why = whyStays(column, how);
    return why === undefined ? [] : [{ column, why }];
  });
  const goes = columns.filter(([column, how]) => whyStays(column, how) === undefined);
  return {
    ...records,
    table,
    name: table.replace(/^app\./, '').replaceAll('_', '-'),
    plain: goes.flatMap(([column, { form }]) => (form.kind === 'plain' ? [column] : [])),
    sealed: goes.flatMap(([column, { form }]) => (form.kind === 'sealed' ? [{ column, seal: form }] : [])),
    stays,
  };
}

/** Undefined for what goes out. The classification decides, so a new column of a secret cannot slip through. */
export function whyStays(column: string, { level, form }: Protection): string | undefined {
  if (level === 'secret' || form.kind === 'key') return 'it opens doors';
  if (form.kind === 'digest') return 'it is a keyed digest or a hash, of use inside this deployment alone';
  if (form.kind === 'sealed' && form.scope === 'system') return 'it is sealed by the deployment';
  if (column === 'workspace_id') return 'it is the same everywhere, and stands in the manifest';
  return undefined;
}
