import { z } from 'zod';
import { Id, Timestamp } from '#contracts/common.ts';
import { AppError } from './app-error.ts';

/** Rows without a time are sorted behind all others. */
const TimePlace = z.tuple([z.union([Timestamp, z.literal('infinity')]), Id]);
const NumberPlace = z.tuple([z.int().min(0).max(2_147_483_647), Id]);

/** The place of a row in an order by time: the time it is sorted by, and its id. */
export type TimePlace = z.infer<typeof TimePlace>;
/** The place of a row in an order by number. */
export type NumberPlace = z.infer<typeof NumberPlace>;

export function encodeCursor(place: readonly [value: string | number, id: string]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** @throws AppError invalid_field for anything that names no place in an order by time. */
export const timePlace = (cursor: string): TimePlace => decode(TimePlace, cursor);

/** @throws AppError invalid_field for anything that names no place in an order by number. */
export const numberPlace = (cursor: string): NumberPlace => decode(NumberPlace, cursor);

function decode<Place>(schema: z.ZodType<Place>, cursor: string): Place {
  const parsed = schema.safeParse(json(cursor));
  if (!parsed.success)
    throw new AppError('invalid_field', { field: 'cursor', message: 'This page is unknown.' });
  return parsed.data;
}

function json(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
