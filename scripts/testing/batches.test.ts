import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { batchesOf } from './batches.ts';

const root = mkdtempSync(join(tmpdir(), 'batches-'));
after(() => rmSync(root, { recursive: true }));

function written(path: string, text = ''): string {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
  return path;
}

test('files that talk to the app share a process, a few at a time, in their order', () => {
  const files = Array.from({ length: 9 }, (_, at) => written(`tests/http/cases/${at}.test.ts`));
  assert.deepEqual(batchesOf(root, files), [files.slice(0, 8), files.slice(8)]);
});

test('files of one kind share a process, not with another kind', () => {
  const here = [written('server/a.test.ts'), written('server/b.test.ts')];
  const there = [written('web/src/a.test.ts'), written('web/src/b.test.ts')];
  const [a = '', b = ''] = here;
  const [c = '', d = ''] = there;
  assert.deepEqual(batchesOf(root, [a, c, b, d]), [here, there]);
});

test('one that changes its process has it for itself, and so has every other kind of test', () => {
  const plain = [written('tests/http/a/a.test.ts'), written('tests/http/c/c.test.ts')];
  const own = [
    written('tests/http/b/b.test.ts', "process.env.NAME = 'x';"),
    written('tests/http/b/c.test.ts', "import { openStage } from '#tests/attacks/stage.ts';"),
    written('tests/kill/kill.test.ts'),
  ];
  const [first = '', last = ''] = plain;
  assert.deepEqual(batchesOf(root, [first, ...own, last]), [plain, ...own.map((file) => [file])]);
});
