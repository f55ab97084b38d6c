import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rateClasses } from '#server/http/rate-classes.ts';
import { testClock } from '#server/platform/clock/index.ts';
import { startTestApp, type TestApp } from '#tests/support/app.ts';

// An office of many people is one address: their screens load, while pages made anew are still counted.
test('the files of the screens do not use up the budget of the pages', async () => {
  const app = await startTestApp({ clock: testClock(new Date()) });
  try {
    const page = await fetch(app.url);
    const file = /src="(\/assets\/[^"]+\.js)"/.exec(await page.text())?.[1];
    assert.ok(file);
    const { limit } = rateClasses.page;
    assert.deepEqual(await refusals(app, file, limit + 50), 0);
    assert.ok((await refusals(app, '/', limit + 50)) >= 50);
  } finally {
    await app.close();
  }
});

async function refusals(app: TestApp, path: string, count: number): Promise<number> {
  let refused = 0;
  for (let at = 0; at < count; at += 50) {
    const replies = await Promise.all(Array.from({ length: 50 }, () => fetch(`${app.url}${path}`)));
    await Promise.all(replies.map((reply) => reply.arrayBuffer()));
    refused += replies.filter(({ status }) => status === 429).length;
  }
  return refused;
}
