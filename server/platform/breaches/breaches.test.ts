import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { openBreachCorpus } from './index.ts';

const ENDING = '1E4C9B93F3F0682250B6CF8331B7EE68FD8';
const PADDING = '003D68EB55068C33ACE09247EE4C639306B';

async function asked(answer: RequestListener, patience = 2_000) {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    return await openBreachCorpus({ url, patience }).endingsOf('5BAA6');
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test('five digits leave, padding is asked for, and what it added is no breach', async () => {
  const seen: unknown[] = [];
  const endings = await asked((request, reply) => {
    seen.push(request.url, request.headers['add-padding'], request.method);
    reply.end(`${ENDING.toLowerCase()}:42\r\n${PADDING}:0\r\n`);
  });
  assert.deepEqual(seen, ['/range/5BAA6', 'true', 'GET']);
  assert.deepEqual([...(endings ?? [])], [ENDING]);
});

test('no answer, an answer too late, too long, elsewhere or that is no list: nobody could be asked', async () => {
  const answers: RequestListener[] = [
    (_, reply) => void reply.writeHead(503).end(),
    (_, reply) => void reply.writeHead(302, { location: 'http://127.0.0.1:9/' }).end(),
    (_, reply) => void reply.end('<html>a captive portal</html>'),
    (_, reply) => void reply.end(`${ENDING}:1\n`.repeat(40_000)),
    (_, reply) => void reply.write(`${ENDING}:1\n`),
    (request) => void request.socket.destroy(),
  ];
  for (const [i, answer] of answers.entries())
    assert.equal(await asked(answer, i === 4 ? 200 : 2_000), undefined, `answer ${i}`);
  assert.equal(await openBreachCorpus({ url: undefined }).endingsOf('5BAA6'), undefined);
});

test('more than a prefix is never sent', async () => {
  const corpus = openBreachCorpus({ url: 'http://127.0.0.1:9' });
  await assert.rejects(corpus.endingsOf('5BAA61E4C9'), RangeError);
});
