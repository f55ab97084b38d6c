import { setTimeout as sleep } from 'node:timers/promises';
import { Upload } from '#contracts/evidence.ts';
import type { ProbeContext, ProbePerson, ProbeReply, ProbeWorld } from '../probe-context.ts';
import { casePath, workspacePath } from './cases.ts';
import { prepared, StepFailed } from './expect.ts';

export type GivenFile = { readonly name: string; readonly type: string; readonly bytes: Uint8Array };

/** Uploads a file in one piece. Returns the upload as it stands right after its last byte. */
export async function upload(
  { call }: ProbeContext,
  world: ProbeWorld,
  caseId: string,
  as: ProbePerson,
  { name, type, bytes }: GivenFile,
): Promise<Upload> {
  const body = { name, type, size: bytes.byteLength };
  const started = await call({ method: 'POST', path: casePath(world, caseId, '/uploads'), as, body });
  const { id } = prepared(started, Upload, 'starting an upload');
  const sent = await call({
    method: 'PATCH',
    path: workspacePath(world, `/uploads/${id}`),
    as,
    rawBody: bytes,
    headers: { 'content-type': 'application/octet-stream', 'upload-offset': '0' },
  });
  return prepared(sent, Upload, 'sending a file');
}

/** Waits until a file was looked at. Throws StepFailed after half a minute. */
export async function settled(
  { call }: ProbeContext,
  world: ProbeWorld,
  id: string,
  as: ProbePerson,
): Promise<Upload> {
  for (let pause = 100; pause < 16_000; pause *= 2) {
    const now = prepared(await call({ path: workspacePath(world, `/uploads/${id}`), as }), Upload, 'asking');
    if (now.state === 'clean' || now.state === 'refused') return now;
    await sleep(pause);
  }
  throw new StepFailed('a file was not looked at within half a minute');
}

export function open(
  { call }: ProbeContext,
  world: ProbeWorld,
  id: string,
  as: ProbePerson,
  what: 'content' | 'preview',
): Promise<ProbeReply> {
  return call({ path: workspacePath(world, `/evidence/${id}/${what}`), as });
}
