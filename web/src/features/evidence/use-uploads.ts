import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import type { Evidence, UploadCreate } from '#contracts/evidence.ts';
import { FILES_A_BATCH } from '#contracts/evidence-types.ts';
import type { SessionWorkspace } from '#contracts/identity.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { toastError } from '../../ui/toast.tsx';
import { evidenceKey } from './evidence.queries.ts';
import { refusalOf, TOO_MANY } from './file-words.ts';
import { uploadPort } from './upload.port.ts';
import { sendFile } from './upload.ts';
import { createUploadQueue, type Sending } from './upload-queue.ts';

type Queue = ReturnType<typeof createUploadQueue>;

// Kept beside the screens: a look at another tab or page loses sight of no upload.
const queues = new Map<string, Queue>();

addEventListener('beforeunload', (event) => {
  if ([...queues.values()].some((queue) => queue.isBusy())) event.preventDefault();
});

/** The uploads of a case, as long as this page lives. */
export function useUploads(caseId: string) {
  const { workspace } = usePlace();
  const client = useQueryClient();
  const queue = queueOf(workspace, caseId, client);
  const sendings = useSyncExternalStore(queue.subscribe, queue.current);
  const add = (files: readonly File[]) => {
    if (files.length > FILES_A_BATCH) toastError(TOO_MANY);
    queue.add(files.slice(0, FILES_A_BATCH));
  };
  const replace = ({ id }: Evidence, file: File) => queue.add([file], { replacesId: id });
  const goOn = ({ id, name, size }: Evidence, file: File) => {
    if (file.name === name && file.size === size) queue.add([file], { id });
    else toastError(`That is another file. Choose ${name} to go on.`);
  };
  return { sendings, add, replace, goOn, stop: queue.stop, resume: queue.resume };
}

function queueOf({ id, preset }: SessionWorkspace, caseId: string, client: QueryClient): Queue {
  const known = queues.get(caseId);
  if (known) return known;
  const port = uploadPort(id, caseId);
  const made = createUploadQueue({
    send: (sending, steps) => sendFile(sending.file, aboutOf(sending), sending.id, port, steps),
    refusalOf: (file) => refusalOf(file, preset),
    sentenceOf,
    onEnd: () => void client.invalidateQueries({ queryKey: evidenceKey(id, caseId) }),
    newKey: () => crypto.randomUUID(),
  });
  queues.set(caseId, made);
  return made;
}

function aboutOf({ file, replacesId }: Sending): UploadCreate {
  const about = { name: file.name, size: file.size, type: file.type, caption: '', tags: [] };
  return { ...about, visibility: 'case', ...(replacesId !== undefined && { replacesId }) };
}
