import type { Upload, UploadCreate } from '#contracts/evidence.ts';

/** The server's side of an upload, so that the steps below can be tried without one. */
export type UploadPort = {
  begin(file: UploadCreate): Promise<Upload>;
  where(id: string): Promise<Upload>;
  send(id: string, offset: number, piece: Blob, onBytes: (sent: number) => void): Promise<Upload>;
  wait(ms: number): Promise<void>;
};

export const TRIES = 5;

type Steps = { onProgress: (sent: number) => void; stopped: () => boolean; began: (id: string) => void };

/**
 * Sends a file piece by piece. After a break it asks where it stands and goes on from there; an upload that
 * already has an id is resumed, not begun anew.
 * @returns the upload once its last byte is there; undefined when it was stopped
 * @throws the last error when no piece came through in several tries in a row
 */
export async function sendFile(
  file: Blob,
  about: UploadCreate,
  known: string | undefined,
  port: UploadPort,
  steps: Steps,
): Promise<Upload | undefined> {
  let upload = known === undefined ? await port.begin(about) : await port.where(known);
  steps.began(upload.id);
  let failures = 0;
  while (upload.offset < upload.size) {
    if (steps.stopped()) return undefined;
    const { id, offset, pieceSize } = upload;
    steps.onProgress(offset);
    try {
      upload = await port.send(id, offset, file.slice(offset, offset + pieceSize), (sent) =>
        steps.onProgress(offset + sent),
      );
      failures = 0;
    } catch (error) {
      failures += 1;
      if (failures >= TRIES || isFinal(error)) throw error;
      await port.wait(1_000 * 2 ** (failures - 1));
      upload = await port.where(id);
    }
  }
  steps.onProgress(upload.size);
  return upload;
}

/** A refusal stays one however often it is asked; a break or a busy server passes. */
function isFinal(error: unknown): boolean {
  const status = typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 0;
  return status >= 400 && status < 500 && status !== 409 && status !== 429;
}
