import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { FILES_A_BATCH } from '#contracts/evidence-types.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { toastError } from '../../ui/toast.tsx';
import { evidenceKey } from './evidence.queries.ts';
import { refusalOf, TOO_MANY } from './file-words.ts';
import { uploadPort } from './upload.port.ts';
import { sendFile } from './upload.ts';

/** A file on its way. `failed` says why it stopped; it can be resumed where it stands. */
export type Sending = { key: string; file: File; sent: number; failed?: string | undefined; final?: boolean };

type Options = { replacesId?: string };

/** The uploads of a case: two run at a time, each on its own progress. */
export function useUploads(caseId: string) {
  const { workspace } = usePlace();
  const client = useQueryClient();
  const [sendings, setSendings] = useState<readonly Sending[]>([]);
  const known = useRef(new Map<string, string>());
  const stopped = useRef(new Set<string>());
  const lane = useRef<Promise<unknown>[]>([Promise.resolve(), Promise.resolve()]);
  const change = (key: string, part: Partial<Sending>) =>
    setSendings((all) => all.map((one) => (one.key === key ? { ...one, ...part } : one)));
  const drop = (key: string) => setSendings((all) => all.filter((one) => one.key !== key));

  const run = async ({ key, file }: Sending, { replacesId }: Options) => {
    if (stopped.current.has(key)) return;
    change(key, { failed: undefined });
    const about = {
      name: file.name,
      size: file.size,
      type: file.type,
      caption: '',
      tags: [],
      visibility: 'case' as const,
      ...(replacesId ? { replacesId } : {}),
    };
    try {
      const upload = await sendFile(file, about, known.current.get(key), uploadPort(workspace.id, caseId), {
        onProgress: (sent) => change(key, { sent }),
        stopped: () => stopped.current.has(key),
        began: (id) => known.current.set(key, id),
      });
      if (upload?.state === 'refused')
        change(key, { failed: upload.refusal ?? 'The file was refused.', final: true });
      else drop(key);
    } catch (error) {
      change(key, { failed: sentenceOf(error) });
    }
    await client.invalidateQueries({ queryKey: evidenceKey(workspace.id, caseId) });
  };

  const queue = (sending: Sending, options: Options) => {
    const [first = Promise.resolve(), second = Promise.resolve()] = lane.current;
    lane.current = [second, first.then(() => run(sending, options))];
  };

  const add = (files: readonly File[], options: Options = {}) => {
    if (files.length > FILES_A_BATCH) toastError(TOO_MANY);
    const made = files.slice(0, FILES_A_BATCH).map((file): Sending => {
      const refusal = refusalOf(file, workspace.preset);
      return {
        key: crypto.randomUUID(),
        file,
        sent: 0,
        ...(refusal ? { failed: refusal, final: true } : {}),
      };
    });
    setSendings((all) => [...all, ...made]);
    for (const sending of made) if (!sending.final) queue(sending, options);
  };

  const stop = (key: string) => {
    stopped.current.add(key);
    drop(key);
  };

  return { sendings, add, stop, resume: (sending: Sending) => queue(sending, {}) };
}
