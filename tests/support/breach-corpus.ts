import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A range API of breached passwords on a loopback port, as Have I Been Pwned answers. */
export interface TestCorpus {
  readonly url: string;
  /** What it was asked for: paths, in order. */
  readonly asked: readonly string[];
  /** Whether it answers, refuses, or keeps whoever asks waiting. */
  mood: 'answers' | 'refuses' | 'waits';
  breached: readonly string[];
  close(): Promise<void>;
}

export async function startCorpus(): Promise<TestCorpus> {
  const asked: string[] = [];
  const corpus: Pick<TestCorpus, 'mood' | 'breached'> = { mood: 'answers', breached: [] };
  const server = createServer((request, reply) => {
    asked.push(request.url ?? '');
    if (corpus.mood === 'waits') return;
    if (corpus.mood === 'refuses') return void reply.writeHead(503).end();
    const prefix = request.url?.split('/').at(-1) ?? '';
    const digests = corpus.breached.map((password) =>
      createHash('sha1').update(password).digest('hex').toUpperCase(),
    );
    const lines = digests
      .filter((digest) => digest.startsWith(prefix))
      .map((digest) => `${digest.slice(5)}:3`);
    reply.end([...lines, `${'0'.repeat(35)}:0`].join('\r\n'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(corpus, {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  });
}
