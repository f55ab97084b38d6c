import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { commands } from '../../cli/commands.ts';
import { type Document, documents, namedCommands, root } from './documents.ts';

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

describe('the documents', () => {
  for (const document of documents()) {
    it(`${document.path} names only commands that are there`, () => assert.deepEqual(unknown(document), []));
  }
});

describe('the check on commands', () => {
  const page = (text: string) => ({ path: 'docs/page.md', text });

  it('finds a command that is not there', () => {
    assert.deepEqual(unknown(page('Run `npx caseward fly`, then:\n```\nnpm run nothing\n```')), [
      'npm run nothing',
      'caseward fly',
    ]);
  });
  it('knows those that are', () => {
    assert.deepEqual(unknown(page('`npm test`, `npm start` and `npx caseward claims`')), []);
  });
});

/** Commands a document names in its code that the project does not have, or whose script is missing. */
function unknown({ text }: Pick<Document, 'text'>): string[] {
  const named = namedCommands(text);
  const npm = named.npm.filter((name) => !runs(scripts[name])).map((name) => `npm run ${name}`);
  const own = named.caseward.filter((name) => !(name in commands)).map((name) => `caseward ${name}`);
  return [...npm, ...own];
}

function runs(script: string | undefined): boolean {
  const file = /^node (\S+)/.exec(script ?? '')?.[1];
  return script !== undefined && (file === undefined || existsSync(join(root, file)));
}
