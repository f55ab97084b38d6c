import type { DateFormat } from '#contracts/case-imports.ts';

const SHAPES: Readonly<Record<DateFormat, { shape: RegExp; order: readonly [number, number, number] }>> = {
  'yyyy-mm-dd': { shape: /^(\d{4})-(\d{1,2})-(\d{1,2})$/, order: [1, 2, 3] },
  'dd.mm.yyyy': { shape: /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/, order: [3, 2, 1] },
  'dd/mm/yyyy': { shape: /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/, order: [3, 2, 1] },
  'mm/dd/yyyy': { shape: /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/, order: [3, 1, 2] },
};
const TIME = /^(.+?)(?:T| +)(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(?: ?(Z|[+-]\d{2}:\d{2}))?$/;

/**
 * The moment of a date, at noon UTC, or of a date and a time of UTC or of the offset it names; ISO 8601. Undefined where the
 * calendar has no such day.
 */
export function parseDate(text: string, format: DateFormat): string | undefined {
  const [, day = text, hour = '12', minute = '00', second = '00', offset = 'Z'] =
    TIME.exec(text.trim()) ?? [];
  const { shape, order } = SHAPES[format];
  const parts = shape.exec(day.trim());
  if (parts === null) return undefined;
  const [year = '', month = '', date = ''] = order.map((at) => (parts[at] ?? '').padStart(2, '0'));
  if (!isDay(Number(year), Number(month), Number(date))) return undefined;
  const moment = Date.parse(`${year}-${month}-${date}T${hour.padStart(2, '0')}:${minute}:${second}${offset}`);
  return Number.isNaN(moment) ? undefined : new Date(moment).toISOString();
}

function isDay(year: number, month: number, date: number): boolean {
  const day = new Date(Date.UTC(year, month - 1, date));
  return year >= 1000 && day.getUTCMonth() === month - 1 && day.getUTCDate() === date;
}
