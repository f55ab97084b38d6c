import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { proveCommand } from './prove.ts';

async function run(...args: string[]): Promise<{ code: number; said: string }> {
  let said = '';
  const hear = (text: string) => {
    said += text;
  };
  return { code: await proveCommand(args, hear, hear), said };
}

describe('caseward prove', () => {
  it('says how it is used when the address or the token is missing', async () => {
    for (const args of [[], ['--url', 'https://cases.example.org'], ['--url', 'ftp://x', '--token', 'x']]) {
      const { code, said } = await run(...args);
      assert.equal(code, 2);
      assert.match(said, /caseward prove --url URL/);
    }
  });

  it('takes a token that begins with a dash, and says when nobody answers', async () => {
    const { code, said } = await run('--url', 'http://127.0.0.1:9', '--token', '-abc_DEF');
    assert.equal(code, 2);
    assert.match(said, /could not be reached/);
  });
});
