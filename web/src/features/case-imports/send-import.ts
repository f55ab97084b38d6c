import { type CaseImport, IMPORT_PIECE_BYTES } from '#contracts/case-imports.ts';
import { ApiError } from '../../api/api-error.ts';
import { call, changeHeaders } from '../../api/client.ts';
import { problemOf } from '../../api/problem.ts';
import { importPath, importsPath } from './imports.queries.ts';

/** Sends a file in pieces; `onProgress` hears the share that has arrived. @throws {ApiError} */
export async function sendImport(
  workspaceId: string,
  file: File,
  onProgress: (share: number) => void,
): Promise<CaseImport> {
  const body = { name: nameOf(file), size: file.size };
  let at = await call<CaseImport>('POST', importsPath(workspaceId), { body });
  while (at.received < at.size) {
    at = await sendPiece(importPath(workspaceId, at.id), at.received, file);
    onProgress(at.received / at.size);
  }
  return at;
}

async function sendPiece(path: string, offset: number, file: File): Promise<CaseImport> {
  const response = await fetch(`/api/v1${path}/file`, {
    method: 'PATCH',
    headers: {
      ...changeHeaders(),
      'content-type': 'application/octet-stream',
      'upload-offset': String(offset),
    },
    body: file.slice(offset, offset + IMPORT_PIECE_BYTES),
    credentials: 'same-origin',
    cache: 'no-store',
    redirect: 'error',
  }).catch(() => undefined);
  if (response === undefined) throw new ApiError(0, undefined, undefined);
  if (!response.ok) throw new ApiError(response.status, problemOf(await response.text()), undefined);
  return response.json();
}

function nameOf({ name }: File): string {
  return name.replace(/\p{C}/gu, '').slice(0, 255).trim() || 'cases.csv';
}
