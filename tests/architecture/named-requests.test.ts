import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { routes } from '#server/features/routes.ts';
import { takesKey } from '#server/http/idempotency-key.ts';
import { makesSomething } from '../../web/src/api/unanswered.ts';

const pathOf = (url: string) => url.replace('/api/v1', '').replace(/:\w+/g, randomUUID());

test('the screens name exactly the requests that the server takes a name of', () => {
  const posts = routes.filter(({ method, access }) => method === 'POST' && access.kind === 'workspace');
  assert.ok(posts.length > 30);
  const apart = posts.filter((route) => makesSomething('POST', pathOf(route.url)) !== takesKey(route));
  assert.deepEqual(
    apart.map(({ url }) => url),
    [],
  );
});
