import assert from 'node:assert/strict';
import { test } from 'node:test';
import { suggestedName } from './passkey-names.ts';

const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15';
const ANDROID = 'Mozilla/5.0 (Linux; Android 16; Pixel 10) AppleWebKit/537.36 Chrome/147.0.0.0';

test('a passkey is called by its device, and the second by a number', () => {
  assert.equal(suggestedName(IPHONE, []), 'iPhone');
  assert.equal(suggestedName(ANDROID, ['iPhone']), 'Android phone');
  assert.equal(suggestedName(IPHONE, ['iPhone', 'Android phone']), 'iPhone 2');
  assert.equal(suggestedName(IPHONE, ['iPhone', 'iPhone 2']), 'iPhone 3');
  assert.equal(suggestedName('', []), 'Passkey');
});
