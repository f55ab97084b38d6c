import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { allActiveMembers } from './active-members.ts';

test('whoever stands on a later page of the members can be chosen too', async (t) => {
  const pages: Record<string, unknown> = {
    first: { items: [{ userId: 'a' }], next: 'second' },
    second: { items: [{ userId: 'b' }], next: null },
  };
  const asked: unknown[] = [];
  t.after(() => mock.restoreAll());
  mock.method(globalThis, 'fetch', async (_path: string, { body }: { body: string }) => {
    const { cursor, status } = JSON.parse(body);
    asked.push(status);
    return Response.json(pages[cursor ?? 'first']);
  });
  const found = await allActiveMembers('w1', AbortSignal.timeout(5000));
  assert.deepEqual(
    found.map(({ userId }) => userId),
    ['a', 'b'],
  );
  assert.deepEqual(asked, [['active'], ['active']]);
});
