import type { CaseFilter, CaseSort } from '#contracts/case-lists.ts';

export type Listing = { filter: CaseFilter; sort: CaseSort };

export const FRESH: Listing = { filter: {}, sort: { by: 'updated', direction: 'desc' } };

/** The parts of a filter that are a choice among many. */
export type ManyField = 'states' | 'types' | 'severities' | 'tagIds' | 'ownerIds' | 'categoryIds';
export type PeriodField = 'created' | 'updated' | 'due';

/** The filter with one part set; an empty choice takes the part away. */
export function withMany(filter: CaseFilter, field: ManyField, values: readonly string[]): CaseFilter {
  const { [field]: _, ...rest } = filter;
  return values.length === 0 ? rest : ({ ...rest, [field]: values } as CaseFilter);
}

/**
 * The filter with a span of days, both included, in the reader's own time zone.
 * @param from, to `YYYY-MM-DD` or empty
 */
export function withDays(filter: CaseFilter, field: PeriodField, from: string, to: string): CaseFilter {
  const { [field]: _, ...rest } = filter;
  const period = {
    ...(from === '' ? {} : { from: new Date(`${from}T00:00:00`).toISOString() }),
    ...(to === '' ? {} : { to: dayAfter(to).toISOString() }),
  };
  return Object.keys(period).length === 0 ? rest : { ...rest, [field]: period };
}

/** The days of a span again, as `withDays` took them. */
export function daysOf(period: { from?: string | undefined; to?: string | undefined } | undefined): {
  from: string;
  to: string;
} {
  const lastDay = period?.to === undefined ? undefined : new Date(Date.parse(period.to) - 1);
  return {
    from: period?.from === undefined ? '' : dayText(new Date(period.from)),
    to: lastDay ? dayText(lastDay) : '',
  };
}

export function isFiltered(filter: CaseFilter): boolean {
  return Object.keys(filter).length > 0;
}

/** Whether two listings ask the same; the order of keys and values, and what else they carry, does not matter. */
export function sameListing(a: Listing, b: Listing): boolean {
  return canonical([a.filter, a.sort]) === canonical([b.filter, b.sort]);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (Array.isArray(inner) && inner.every((one) => typeof one === 'string')) return [...inner].sort();
    if (typeof inner !== 'object' || inner === null) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

function dayAfter(day: string): Date {
  const date = new Date(`${day}T00:00:00`);
  date.setDate(date.getDate() + 1);
  return date;
}

function dayText(date: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
