import assert from 'node:assert/strict';
import type { App } from '#server/app.ts';
import type { Fate } from '#server/security/security-events.ts';
import type { Stage } from '#tests/attacks/stage.ts';
import type { TestApp } from '#tests/support/app.ts';
import { makeCase, seen } from '#tests/support/cases.ts';
import { assertStatus, clientOf } from '#tests/support/client.ts';
import { filerOf } from '#tests/support/evidence.ts';
import type { Holder } from './security-trial.ts';

type Node = Pick<TestApp, 'url'>;

const MEBI = 1 << 20;
/** Three fetches from the store, of which the second one is held. */
const FILE_BYTES = 3 * MEBI;

/** A file in a case that everybody of workspace A sees. */
export async function keepFile(stage: Stage): Promise<string> {
  const path = await openCase(stage);
  const content = Buffer.alloc(FILE_BYTES, 'every line is the same\n');
  const file = await filerOf(stage.world, 'owner').upload(path, {
    name: 'long.log',
    type: 'text/plain',
    content,
  });
  assert.equal(file.state, 'clean');
  return file.id;
}

/** Files whose second part does not come before it is let go, wrapped around a node's. */
export interface HeldFiles {
  rewire(app: App): void;
  hold(): void;
  letGo(): void;
}

export function holdFiles(): HeldFiles {
  let held = Promise.resolve();
  let release = (): void => undefined;
  return {
    rewire({ services }) {
      const { blobs } = services;
      const give = blobs.get.bind(blobs);
      const get: typeof blobs.get = async (key, range) => {
        if (range !== undefined && range.start > MEBI && range.end - range.start > MEBI / 2) await held;
        return give(key, range);
      };
      Object.assign(blobs, { get });
    },
    hold() {
      held = new Promise((resolve) => {
        release = resolve;
      });
    },
    letGo: () => release(),
  };
}

/** A download that the other session has under way, and whether it comes to its end once it is let go. */
export async function openDownload({ world: { a } }: Stage, node: Node, { other }: Holder, fileId: string) {
  const reply = await fetch(`${node.url}/api/v1${a.path}/evidence/${fileId}/content`, {
    headers: { cookie: other.cookie ?? '' },
  });
  assert.equal(reply.status, 200);
  return {
    async fate(): Promise<Fate> {
      const bytes = await reply.arrayBuffer().catch(() => undefined);
      if (bytes === undefined) return 'ends';
      assert.equal(bytes.byteLength, FILE_BYTES);
      return 'stays';
    },
  };
}

/** A case of workspace A to which everybody who may add evidence adds some. */
export async function openCase({ world: { a } }: Stage): Promise<string> {
  const owner = a.as('owner');
  const made = await makeCase(owner, a, { type: 'note' });
  assertStatus(await owner.post(`${made.path}/transitions`, { to: 'open' }, await seen(owner, made)), 200);
  return made.path;
}

const HALF = Buffer.from('the first half, ');
/** The length of a file that is sent in two halves (bytes). */
export const SENT_BYTES = 2 * HALF.byteLength;

/** A body whose second half comes when it is let go. */
function inHalves() {
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const body = new ReadableStream<Uint8Array>({
    start: (to) => to.enqueue(HALF),
    async pull(to) {
      begun.resolve();
      await held;
      to.enqueue(HALF);
      to.close();
    },
  });
  return { body, begun: begun.promise, letGo };
}

/** A file that the other session is sending, half of it on its way. */
export async function openUpload({ world: { a } }: Stage, node: Node, { other }: Holder, casePath: string) {
  const file = { name: 'note.txt', type: 'text/plain', size: SENT_BYTES };
  const started = await clientOf(node.url, other).post(`${casePath}/uploads`, file);
  assertStatus(started, 201);
  const halves = inHalves();
  const piece: RequestInit & { duplex: 'half' } = {
    method: 'PATCH',
    headers: {
      'content-type': 'application/octet-stream',
      'upload-offset': '0',
      cookie: other.cookie ?? '',
      'x-caseward-csrf': other.csrf ?? '',
    },
    body: halves.body,
    duplex: 'half',
  };
  const sent = fetch(`${node.url}/api/v1${a.path}/uploads/${started.body.id}`, piece);
  await halves.begun;
  return {
    id: String(started.body.id),
    /** Sends the rest; gives the status of the answer. */
    async finish(): Promise<number> {
      halves.letGo();
      return (await sent).status;
    },
    /** What becomes of it when the rest is sent. */
    async fate(): Promise<Fate> {
      const status = await this.finish();
      if (status === 200) return 'stays';
      assert.ok([401, 403, 404].includes(status), `${status}`);
      return 'ends';
    },
  };
}

/** A live view of the other session on that node. */
export async function openView({ world: { a } }: Stage, node: Node, { other }: Holder) {
  const reply = await fetch(`${node.url}/api/v1${a.path}/events`, {
    headers: { cookie: other.cookie ?? '' },
  });
  assert.equal(reply.status, 200);
  const reader = reply.body?.pipeThrough(new TextDecoderStream()).getReader();
  assert.ok(reader);
  const ended = (async () => {
    for (;;) if ((await reader.read()).done) return true;
  })();
  return {
    /** Whether it ends within this time, ms. */
    async ends(patience: number): Promise<boolean> {
      const late = new Promise<boolean>((resolve) => setTimeout(resolve, patience, false));
      const answer = await Promise.race([ended, late]);
      await reader.cancel().catch(() => undefined);
      return answer;
    },
  };
}
