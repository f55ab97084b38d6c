import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDsn } from './dsn.ts';

test('a DSN names the envelope endpoint of its project', () => {
  assert.deepEqual(parseDsn('https://abc123@errors.example.org/42'), {
    url: 'https://errors.example.org/api/42/envelope/',
    publicKey: 'abc123',
  });
  assert.deepEqual(parseDsn('http://k:old@localhost:9000/sub/path/7'), {
    url: 'http://localhost:9000/sub/path/api/7/envelope/',
    publicKey: 'k',
  });
});

test('what is no DSN is none', () => {
  for (const text of [
    '',
    'errors.example.org/1',
    'https://errors.example.org/1',
    'https://k@errors.example.org/',
    'https://k@errors.example.org/one',
    'https://k@errors.example.org/1?x=1',
    'ftp://k@errors.example.org/1',
  ]) {
    assert.equal(parseDsn(text), undefined, text);
  }
});
