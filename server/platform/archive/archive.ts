/** What is kept of one name. */
export interface Kept {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly storedAt: Date;
}

/** What the place itself does for what is kept there; `unknown` where it does not say. */
export interface PlaceReport {
  readonly place: string;
  readonly versioning: 'on' | 'off' | 'unknown';
  readonly objectLock: 'on' | 'off' | 'unknown';
  /** Whether the place was asked to encrypt at rest, beside our own sealing. */
  readonly encryption: 'aes-256' | 'own sealing only';
}

/** Where backups are kept: names such as `backups/ID/database`, each written whole or not at all. */
export interface Archive {
  /** Replaces what was there. A failing stream's own error comes through, and nothing is kept. */
  put(name: string, content: AsyncIterable<Uint8Array>): Promise<{ readonly size: number }>;
  /** Throws `NotKept`. */
  get(name: string): Promise<AsyncIterable<Uint8Array>>;
  /** Everything whose name begins with `prefix`, in the order of the names. */
  list(prefix: string): AsyncIterable<Kept>;
  /** Removing what is not there is fine. */
  remove(name: string): Promise<void>;
  /** Removes what uploads left behind that began before `before`; gives their number. */
  clearPartial(before: Date): Promise<number>;
  report(): Promise<PlaceReport>;
}

export class NotKept extends Error {
  override readonly name = 'NotKept';
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}(\/[A-Za-z0-9][A-Za-z0-9._-]{0,99}){0,5}$/;

/** The gate in front of every operation: a name cannot leave the archive. Throws a RangeError. */
export function checkedName(name: string): string {
  if (!NAME.test(name)) throw new RangeError('this is no name in an archive');
  return name;
}
