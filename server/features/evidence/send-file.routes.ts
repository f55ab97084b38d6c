import type { RouteRequest } from '#server/http/route.ts';
import { contentDisposition, type Disposition } from './content-disposition.ts';
import type { OpenEvidence } from './open-evidence.ts';

type Reply = RouteRequest<{ kind: 'session' }, Record<never, never>>['reply'];

/** Streams a file out, whole (200) or in part (206). Inline only under the sandbox of the preview headers. */
export function sendFile(reply: Reply, file: OpenEvidence, disposition: Disposition): Reply {
  const { slice, size } = file;
  if (disposition === 'inline') reply.headerProfile = 'preview';
  if (slice) reply.code(206).header('content-range', `bytes ${slice.start}-${slice.end - 1}/${size}`);
  return reply
    .header('accept-ranges', 'bytes')
    .header('content-type', typeOf(file, disposition))
    .header('content-length', slice ? slice.end - slice.start : size)
    .header('content-disposition', contentDisposition(disposition, file.name))
    .send(file.content);
}

/** A download is bytes; a preview of text is plain text whatever it holds, in the encoding that was found. */
function typeOf({ mediaType, preview, encoding }: OpenEvidence, disposition: Disposition): string {
  if (disposition === 'attachment') return 'application/octet-stream';
  if (preview === 'text') return `text/plain; charset=${encoding ?? 'utf-8'}`;
  return mediaType;
}
