import { z } from 'zod';
import { AppError } from '#server/platform/app-error.ts';

const Place = z.tuple([z.union([z.string().max(60), z.number()]), z.uuidv4()]);

/** The place after a row in an order: the value it is sorted by, and its id. */
export type Place = z.infer<typeof Place>;

export function encodeCursor(place: Place): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** @throws AppError invalid_field for anything `encodeCursor` did not make. */
export function decodeCursor(cursor: string): Place {
  const parsed = Place.safeParse(json(cursor));
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
