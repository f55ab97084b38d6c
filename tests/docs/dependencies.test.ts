import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { dependencyPage, reviewsOn } from '../../scripts/dependency-page.ts';
import { root } from './documents.ts';

const text = readFileSync(join(root, 'docs/dependencies.md'), 'utf8');

test('the page of dependencies is that of the lock file, and dates its reviews', () => {
  const reviews = reviewsOn(text);
  assert.equal(text, dependencyPage(reviews));
  assert.ok(reviews.length > 0);
  assert.deepEqual(reviews, reviews.toSorted().reverse());
  assert.ok(reviews.every((review) => Date.parse(review.slice(0, 10)) <= Date.now()));
});

test('every check of dependencies is among those of a build', () => {
  const checks = readFileSync(join(root, 'scripts/run-checks.ts'), 'utf8');
  for (const name of ['check-dependencies.ts', 'check-licences.ts', 'check-rules.ts']) {
    assert.ok(checks.includes(name), name);
  }
  assert.match(readFileSync(join(root, '.ci/run'), 'utf8'), /npm run --silent check/);
  assert.match(readFileSync(join(root, '.npmrc'), 'utf8'), /min-release-age/);
});
