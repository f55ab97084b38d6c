import { type FileFamily, sizeLimit } from '#contracts/evidence-types.ts';

export interface QuotaState {
  /** Bytes kept or on their way, all evidence of the workspace together. */
  readonly used: number;
  /** Bytes that may be. */
  readonly quota: number;
}

/** A sentence where a file of this size is not taken, undefined where it is. Sizes in bytes. */
export function overLimit(
  file: { readonly family: FileFamily; readonly size: number },
  preset: string,
): string | undefined {
  const limit = sizeLimit(file.family, preset);
  if (file.size <= limit) return undefined;
  return `The file has ${inMegabytes(file.size)}; the limit for ${PLURAL[file.family]} is ${inMegabytes(limit)}.`;
}

export function overQuota(size: number, { used, quota }: QuotaState): string | undefined {
  if (used + size <= quota) return undefined;
  return `The workspace keeps ${inMegabytes(used)} of ${inMegabytes(quota)}; this file has ${inMegabytes(size)}.`;
}

const PLURAL: Readonly<Record<FileFamily, string>> = {
  image: 'pictures',
  document: 'documents and data',
  video: 'videos',
};

/** Rounded up, so that a file just over a limit never reads as being within it. */
function inMegabytes(bytes: number): string {
  return `${Math.ceil(bytes / (1024 * 1024))} MB`;
}
