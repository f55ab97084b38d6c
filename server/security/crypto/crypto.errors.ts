/**
 * Sealed data did not open: changed, moved to another place, or sealed by another key. Which of these
 * it was is deliberately not told.
 */
export class UnsealError extends Error {
  override name = 'UnsealError';

  constructor(message = 'This data cannot be opened.') {
    super(message);
  }
}

/** The data names a key version this process has not loaded yet; reload the ring and try once more. */
export class UnknownKeyVersion extends UnsealError {
  override name = 'UnknownKeyVersion';
  readonly scopeId: string;
  readonly version: number;

  constructor(scopeId: string, version: number) {
    super();
    this.scopeId = scopeId;
    this.version = version;
  }
}

/** The keys of a scope are gone, withdrawn or forgotten: nothing can be sealed or opened with them. */
export class KeyUnavailable extends Error {
  override name = 'KeyUnavailable';
}

/** The root key file is absent, malformed or readable by others. The message is a sentence for the operator. */
export class RootKeyFileError extends Error {
  override name = 'RootKeyFileError';
}
