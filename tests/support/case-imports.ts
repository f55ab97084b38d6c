import { setTimeout as pause } from 'node:timers/promises';
import { IMPORT_PIECE_BYTES, type ImportPlan } from '#contracts/case-imports.ts';
import type { Role } from '#contracts/common.ts';
import { assertStatus, type Json } from './client.ts';
import type { Place, TestWorld } from './world.ts';

export const PLAN: ImportPlan = {
  encoding: 'utf-8',
  delimiter: ',',
  header: true,
  dateFormat: 'yyyy-mm-dd',
  type: 'incident',
  state: null,
  columns: ['title', 'body'],
};

export interface Importer {
  readonly path: string;
  /** Sends a file; answers the path of the import. */
  send(content: string | Buffer, name?: string): Promise<string>;
  plan(path: string, over?: Partial<ImportPlan>): Promise<Json>;
  check(path: string): Promise<Json>;
  /** Sends, plans and checks. */
  ready(content: string | Buffer, over?: Partial<ImportPlan>): Promise<string>;
  /** Asks for the cases and waits until the job is through. */
  run(path: string): Promise<Json>;
  undo(path: string): Promise<Json>;
  through(path: string): Promise<Json>;
  refused(path: string): Promise<string>;
}

/** Sends a piece of a file. */
export async function sendPiece(
  world: TestWorld,
  person: { readonly cookie: string; readonly csrf: string },
  path: string,
  offset: number,
  bytes: Buffer,
): Promise<{ status: number; body: Json }> {
  const reply = await fetch(`${world.test.url}/api/v1${path}/file`, {
    method: 'PATCH',
    headers: {
      cookie: person.cookie,
      'x-caseward-csrf': person.csrf,
      'content-type': 'application/octet-stream',
      'upload-offset': String(offset),
    },
    body: new Uint8Array(bytes),
  });
  return { status: reply.status, body: await reply.json() };
}

export function importerOf(world: TestWorld, role: Role = 'manager', place: Place = world.a): Importer {
  const client = place.as(role);
  const base = `${place.path}/case-imports`;
  const person = place.people[role];
  const settled = async (path: string): Promise<Json> => {
    for (let tries = 0; tries < 1_200; tries += 1) {
      const { body } = await client.get(path);
      if (!['queued', 'running', 'undoing'].includes(body.state)) return body;
      await pause(50);
    }
    throw new Error('the import was not through');
  };
  const importer: Importer = {
    path: base,
    async send(content, name = 'cases.csv') {
      const bytes = Buffer.from(content);
      const made = await client.post(base, { name, size: bytes.length });
      assertStatus(made, 201);
      const path = `${base}/${made.body.id}`;
      for (let at = 0; at < bytes.length; at += IMPORT_PIECE_BYTES) {
        const sent = await sendPiece(world, person, path, at, bytes.subarray(at, at + IMPORT_PIECE_BYTES));
        if (sent.status !== 200) throw new Error(`${sent.status} ${JSON.stringify(sent.body)}`);
      }
      return path;
    },
    async plan(path, over = {}) {
      const reply = await client.put(`${path}/plan`, { ...PLAN, ...over });
      assertStatus(reply, 200);
      return reply.body;
    },
    async check(path) {
      const reply = await client.post(`${path}/check`);
      assertStatus(reply, 200);
      return reply.body;
    },
    async ready(content, over = {}) {
      const path = await importer.send(content);
      await importer.plan(path, over);
      await importer.check(path);
      return path;
    },
    async run(path) {
      assertStatus(await client.post(`${path}/run`), 202);
      return settled(path);
    },
    async undo(path) {
      assertStatus(await client.post(`${path}/undoing`), 202);
      return settled(path);
    },
    through: settled,
    async refused(path) {
      const reply = await fetch(`${world.test.url}/api/v1${path}/refused`, {
        headers: { cookie: person.cookie },
      });
      if (reply.status !== 200) throw new Error(String(reply.status));
      return reply.text();
    },
  };
  return importer;
}
