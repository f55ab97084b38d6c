import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withCheckedPreloads, withIntegrity } from './integrity.ts';

const digest = (file: string) => `sha384-of-${file}`;

test('every tag that loads an asset gets its digest, and the other modules are listed', () => {
  const html =
    '<head><title>T</title><link rel="icon" href="/icon.svg"><script type="module" src="/assets/a.js"></script>' +
    '<link rel="stylesheet" href="/assets/a.css" /></head>';
  const signed = withIntegrity(html, ['assets/a.js', 'assets/b.js'], digest);
  assert.match(signed, /src="\/assets\/a\.js" integrity="sha384-of-assets\/a\.js">/);
  assert.match(signed, /href="\/assets\/a\.css" integrity="sha384-of-assets\/a\.css">/);
  assert.match(signed, /<link rel="icon" href="\/icon\.svg">/);
  assert.match(
    signed,
    /content="\/assets\/a\.js sha384-of-assets\/a\.js,\/assets\/b\.js sha384-of-assets\/b\.js"/,
  );
});

test('a preload helper of another shape stops the build', () => {
  assert.match(withCheckedPreloads('document.head.appendChild(link)'), /link\.integrity = integrityOf/);
  assert.throws(() => withCheckedPreloads('document.head.append(link)'));
});
