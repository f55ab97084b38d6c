declare const contents: unique symbol;

/**
 * Bytes that hold a sealed `T`. Only a `KeyScope` makes them, so plaintext does not compile where they are
 * asked for. In the database: `bytea`.
 */
export type Sealed<T> = Buffer & { readonly [contents]: (value: T) => T };

/** What tells one sealed `T` from every other: the last 16 bytes of the blob, its tag, in hex. */
export type SealMark<T> = string & { readonly [contents]: (value: T) => T };

/** Where a sealed value lives; with the scope it is the associated data, so a value moved elsewhere stays shut. */
export interface SealContext {
  readonly table: string;
  /** The row's id, or `sealRow` of the ids that name it together. */
  readonly row: string;
  /** What the value is within its row, such as `list`, `body` or `file-key`. */
  readonly use: string;
}

/** Stands between the ids of a row that has several. */
export const SEAL_ROW_SEPARATOR = '/';

/** The name of a row that several ids name together. */
export function sealRow(...ids: [string, string, ...string[]]): string {
  return ids.join(SEAL_ROW_SEPARATOR);
}

/** The one place where bytes become `Sealed`; not part of the folder's face. */
export function brandSealed<T>(blob: Buffer): Sealed<T> {
  return blob as Sealed<T>;
}
