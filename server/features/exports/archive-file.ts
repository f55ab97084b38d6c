import type { ZipFile } from '#server/platform/zip/index.ts';
import type { SealContext } from '#server/security/crypto/index.ts';

/** What is sealed of a file of an archive beside its bytes. */
export interface FileHead extends ZipFile {
  /** Hex, of the content as one reads it. */
  readonly sha256: string;
  /** Of a file of records: how many. */
  readonly records?: number;
}

export interface ArchiveFile extends FileHead {
  readonly number: number;
  /** Of its blob. */
  readonly id: string;
  /** The key to it, where it is not the one in its own head. */
  readonly sealedKey: Buffer | undefined;
}

export const headContext = (id: string): SealContext => ({ table: 'export_files', row: id, use: 'head' });
export const fileContext = (id: string): SealContext => ({ table: 'export_files', row: id, use: 'file' });

/** Where the next step of an export begins. */
export interface StepPlace {
  /** Which part of the archive. */
  readonly part: number;
  /** Which of its files, from 1. */
  readonly file: number;
  /** Behind which record or file; null: at the beginning. */
  readonly after: readonly string[] | null;
}

export const BEGINNING: StepPlace = { part: 0, file: 1, after: null };

/** One file of an archive as it is made. */
export interface Stretch {
  readonly name: string;
  readonly deflated: boolean;
  readonly content: AsyncIterable<Uint8Array | string>;
  /** Once the content is read to its end: how many records there were, and behind which one the next file begins. */
  outcome(): { readonly records?: number; readonly after: readonly string[] | null };
}
