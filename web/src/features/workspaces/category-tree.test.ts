import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asTree } from './category-tree.ts';

test('children stand under their parents; one without its parent is not lost', () => {
  const categories = [
    { id: 'b', label: 'B', parentId: 'a' },
    { id: 'a', label: 'A', parentId: null },
    { id: 'c', label: 'C', parentId: 'gone' },
  ];
  assert.deepEqual(
    asTree(categories).map(({ category, depth }) => `${category.label}${depth}`),
    ['A0', 'B1', 'C0'],
  );
});
