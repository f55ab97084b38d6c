/**
 * `infected`: never to be shown; `signature` names the rule, `says` completes "the file is …".
 * `error`: nobody has looked, so the file waits; `detail` is for the log only.
 */
export type ScanResult =
  | { readonly verdict: 'clean' }
  | { readonly verdict: 'infected'; readonly signature: string; readonly says: string }
  | { readonly verdict: 'error'; readonly detail: string };

export interface ScannerHealth {
  readonly up: boolean;
  readonly detail: string;
}

/** Opens the content in clear from its beginning; each scanner reads it once, and destroys it where it need not go on. */
export type OpenContent = () => AsyncIterable<Uint8Array> | Promise<AsyncIterable<Uint8Array>>;

/** Looks for malware (claim FC-34). A scan never throws: whatever goes wrong is the verdict `error`. */
export interface Scanner {
  scan(open: OpenContent): Promise<ScanResult>;
  health(): Promise<ScannerHealth>;
  close(): Promise<void>;
}

export const CLEAN: ScanResult = { verdict: 'clean' };

export function scanError(error: unknown): ScanResult {
  return { verdict: 'error', detail: error instanceof Error ? error.message : String(error) };
}
