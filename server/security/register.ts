import { classification, type Form, type Protection } from './classification.ts';
import { keeping, type Retention } from './retention.ts';

/** A table that holds something of people: why, what, how it is kept and how long (claim FTS-21). */
export interface RegisterRow {
  readonly table: string;
  readonly why: string;
  readonly held: readonly { readonly column: string; readonly how: string }[];
  readonly howLong: string;
}

/** The register of processing, made from the classification of the schema and the reasons for each table. */
export function registerRows(): RegisterRow[] {
  return Object.entries(keeping).flatMap(([table, { why, retention }]) => {
    const held = columnsOf(table).map(([column, { form }]) => ({ column, how: HOW[form.kind](form) }));
    return held.length === 0 ? [] : [{ table, why, held, howLong: wordsOf(retention) }];
  });
}

const HOW: Readonly<Record<Form['kind'], (form: Form) => string>> = {
  plain: () => 'id',
  digest: () => 'keyed digest or hash',
  key: () => 'key',
  sealed: (form) =>
    form.kind === 'sealed' && form.scope === 'workspace'
      ? 'sealed, key of the workspace'
      : 'sealed, key of the deployment',
};

/** What of a table points to a person, or was written by one. */
function columnsOf(table: string): [string, Protection][] {
  const columns = Object.entries<Protection>(classification[table as keyof typeof classification]);
  return columns.filter(([, { level }]) => level === 'personal' || level === 'confidential');
}

const LENGTHS = {
  deployment: 'as long as the deployment',
  workspace: 'as long as the workspace',
  account: 'as long as the account',
  case: 'as long as the case',
  done: 'until it is done with',
} as const;

function wordsOf(retention: Retention): string {
  if (retention.until !== 'time') return LENGTHS[retention.until];
  return retention.time === '0 days'
    ? `until ${retention.after}`
    : `${retention.time} after ${retention.after}`;
}
