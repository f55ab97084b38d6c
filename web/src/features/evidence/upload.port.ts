import type { Upload, UploadCreate } from '#contracts/evidence.ts';
import { ApiError } from '../../api/api-error.ts';
import { call, changeHeaders } from '../../api/client.ts';
import { problemOf } from '../../api/problem.ts';
import type { UploadPort } from './upload.ts';

/** Uploads over HTTP. XMLHttpRequest, because `fetch` does not tell how much of a body is sent. */
export function uploadPort(workspaceId: string, caseId: string): UploadPort {
  const path = (id: string) => `/workspaces/${workspaceId}/uploads/${id}`;
  return {
    begin: (body: UploadCreate) =>
      call<Upload>('POST', `/workspaces/${workspaceId}/cases/${caseId}/uploads`, { body }),
    where: (id) => call<Upload>('GET', path(id)),
    send: (id, offset, piece, onBytes) => sendPiece(path(id), offset, piece, onBytes),
    wait: (ms) => pauseOrOnline(ms),
  };
}

/** Ends early when the browser says that the network is back. */
function pauseOrOnline(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener('online', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    addEventListener('online', done);
  });
}

function sendPiece(
  path: string,
  offset: number,
  piece: Blob,
  onBytes: (sent: number) => void,
): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PATCH', `/api/v1${path}`);
    const headers = {
      ...changeHeaders(),
      'content-type': 'application/octet-stream',
      'upload-offset': String(offset),
    };
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded }) => onBytes(loaded);
    request.onload = () => {
      if (request.status < 300) resolve(JSON.parse(request.responseText));
      else
        reject(
          new ApiError(
            request.status,
            problemOf(request.responseText),
            request.getResponseHeader('x-request-id') ?? undefined,
          ),
        );
    };
    request.onerror = () => reject(new ApiError(0, undefined, undefined));
    request.send(piece);
  });
}
