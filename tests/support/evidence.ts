import { setTimeout as pause } from 'node:timers/promises';
import type { Role } from '#contracts/common.ts';
import { PIECE_BYTES } from '#contracts/evidence-types.ts';
import { assertStatus, type Json, type Reply } from './client.ts';
import type { Place, TestWorld } from './world.ts';

export interface GivenFile {
  readonly name: string;
  readonly content: Uint8Array;
  readonly type?: string;
  readonly [more: string]: unknown;
}

/** Someone of workspace A who handles files. */
export interface Filer {
  start(casePath: string, file: GivenFile): Promise<Reply>;
  piece(uploadId: string, offset: number, content: Uint8Array | ReadableStream<Uint8Array>): Promise<Reply>;
  /** Sends a file whole and waits until it was looked at. */
  upload(casePath: string, file: GivenFile): Promise<Json>;
  settled(uploadId: string): Promise<Json>;
  /** The bytes of `content` or `preview`. */
  open(evidenceId: string, what?: string, headers?: Record<string, string>): Promise<OpenedReply>;
}

export interface OpenedReply {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
}

export function filerOf(world: TestWorld, role: Role, place: Place = world.a): Filer {
  const client = place.as(role);
  const { cookie, csrf } = place.people[role];
  const raw = (path: string, init: RequestInit & { duplex?: 'half' }) =>
    fetch(`${world.test.url}/api/v1${place.path}${path}`, {
      ...init,
      headers: { cookie, 'x-caseward-csrf': csrf, ...init.headers },
    });
  const filer: Filer = {
    start: (casePath, { content, ...facts }) =>
      client.post(`${casePath}/uploads`, { size: content.byteLength, ...facts }),
    async piece(uploadId, offset, content) {
      const reply = await raw(`/uploads/${uploadId}`, {
        method: 'PATCH',
        headers: { 'content-type': 'application/octet-stream', 'upload-offset': String(offset) },
        body: content instanceof ReadableStream ? content : Buffer.from(content),
        duplex: 'half',
      });
      const text = await reply.text();
      return { status: reply.status, headers: reply.headers, text, body: JSON.parse(text) };
    },
    async upload(casePath, file) {
      const started = await filer.start(casePath, file);
      assertStatus(started, 201);
      for (let at = 0; at < file.content.byteLength; at += PIECE_BYTES) {
        assertStatus(
          await filer.piece(started.body.id, at, file.content.subarray(at, at + PIECE_BYTES)),
          200,
        );
      }
      return filer.settled(started.body.id);
    },
    async settled(uploadId) {
      for (let tries = 0; tries < 200; tries += 1) {
        const { body } = await client.get(`${place.path}/uploads/${uploadId}`);
        if (body.state === 'clean' || body.state === 'refused') return body;
        await pause(100);
      }
      throw new Error('the file was not looked at');
    },
    async open(evidenceId, what = 'content', headers = {}) {
      const reply = await raw(`/evidence/${evidenceId}/${what}`, { headers });
      return { status: reply.status, headers: reply.headers, bytes: Buffer.from(await reply.arrayBuffer()) };
    },
  };
  return filer;
}
