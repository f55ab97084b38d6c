import type { Upload, UploadCreate } from '#contracts/evidence.ts';

/** The server's side of an upload, so that the steps below can be tried without one. */
export type UploadPort = {
  begin(file: UploadCreate): Promise<Upload>;
  where(id: string): Promise<Upload>;
  send(id: string, offset: number, piece: Blob, onBytes: (sent: number) => void): Promise<Upload>;
  wait(ms: number): Promise<void>;
};

export const TRIES = 5;

export type Steps = {
  onProgress: (sent: number) => void;
  stopped: () => boolean;
  began: (id: string) => void;
  /** It broke off for this, and goes on by itself. */
  onBreak: (error: unknown) => void;
};

/**
 * Sends a file piece by piece. After a break it waits, asks where it stands and goes on from there; an upload that
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
  let id = known;
  let upload: Upload | undefined;
  let failures = 0;
  while (!steps.stopped()) {
    try {
      upload ??= id === undefined ? await port.begin(about) : await port.where(id);
      id = upload.id;
      steps.began(id);
      steps.onProgress(upload.offset);
      if (upload.offset >= upload.size) return upload;
      upload = await sendPiece(file, upload, port, steps);
      failures = 0;
    } catch (error) {
      failures += 1;
      if (failures >= TRIES || isFinal(error)) throw error;
      steps.onBreak(error);
      await port.wait(1_000 * 2 ** (failures - 1));
      upload = undefined;
    }
  }
  return undefined;
}

function sendPiece(file: Blob, { id, offset, pieceSize }: Upload, port: UploadPort, steps: Steps) {
  return port.send(id, offset, file.slice(offset, offset + pieceSize), (sent) =>
    steps.onProgress(offset + sent),
  );
}

/** A refusal stays one however often it is asked; a break or a busy server passes. */
function isFinal(error: unknown): boolean {
  const status = typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 0;
  return status >= 400 && status < 500 && status !== 409 && status !== 429;
}
