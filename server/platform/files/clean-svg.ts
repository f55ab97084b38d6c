import { inWorker } from './worker-task.ts';

/** `why` completes "The drawing cannot be shown safely: …". */
export type CleanSvg =
  | { readonly ok: true; readonly svg: string }
  | { readonly ok: false; readonly why: string };

const WORKER = new URL('./svg/clean-svg.worker.ts', import.meta.url);
const LIMITS = { timeoutMs: 30_000, heapMb: 384 };
/** Bytes; parsed twice, a drawing takes some fifty times its size. */
export const LARGEST_SVG_BYTES = 5 * 1024 * 1024;

/**
 * The drawing without anything that runs, loads or links (claim FC-35): no script, no foreign content, no
 * reference beyond the drawing itself. A drawing that cannot be cleaned in bounded time and memory is not ok.
 */
export async function cleanSvg(svg: string): Promise<CleanSvg> {
  if (Buffer.byteLength(svg) > LARGEST_SVG_BYTES) return { ok: false, why: 'it is larger than 5 MB' };
  try {
    return await inWorker<CleanSvg>(WORKER, svg, LIMITS);
  } catch {
    return { ok: false, why: 'it could not be read' };
  }
}
