import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainFailure } from '#server/operator/explain-failure.ts';
import { commands } from './commands.ts';
import { run } from './main.ts';

async function said(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await run(
    argv,
    (line) => void out.push(line),
    (line) => void err.push(line),
  );
  return { code, out: out.join('\n'), err: err.join('\n') };
}

test('help names every command', async () => {
  const { code, out } = await said('help');
  assert.equal(code, 0);
  for (const name of Object.keys(commands)) assert.match(out, new RegExp(`^  ${name} `, 'm'));
});

test('a command that is not there ends with 2', async () => {
  const { code, err } = await said('nonsense');
  assert.equal(code, 2);
  assert.match(err, /There is no command "nonsense"/);
});

for (const name of Object.keys(commands))
  test(`whoever asks ${name} for help is told how it is used, and nothing is done`, async () => {
    for (const asked of [['--help'], ['-h'], ['verify', '--help']]) {
      const { code, out, err } = await said(name, ...asked);
      assert.deepEqual([code, err], [0, '']);
      assert.match(out, new RegExp(`^caseward ${name}`));
    }
  });

for (const name of ['claims', 'doctor', 'prove', 'provision'])
  test(`an option that ${name} does not have ends with 2 and a sentence, not with a stack`, async () => {
    const { code, err } = await said(name, '--nonsense');
    assert.equal(code, 2);
    assert.match(err, /--nonsense/);
    assert.match(err, new RegExp(`caseward ${name}`));
    assert.doesNotMatch(err, /^\s+at /m);
  });

for (const argv of [
  ['audit', 'export'],
  ['audit', 'verify'],
  ['keys', 'rotate'],
])
  test(`nor does ${argv.join(' ')} show one`, async () => {
    const { code, err } = await said(...argv, '--nonsense');
    assert.equal(code, 2);
    assert.doesNotMatch(err, /^\s+at /m);
  });

test('what is no id is told in a sentence, as the database refuses it', () => {
  const refused = Object.assign(new Error('invalid input syntax for type uuid: "nope"'), { code: '22P02' });
  assert.match(explainFailure(refused), /^What was given as an id is none/);
  const ours = Object.assign(new Error('invalid input syntax for type integer: "x"'), { code: '22P02' });
  assert.match(explainFailure(ours), /\n\s+at /, 'control: another one is a fault of ours');
});

test('an empty database is told in a sentence that says what to look at', () => {
  const refused = Object.assign(new Error('schema "app" does not exist'), { code: '3F000' });
  assert.match(explainFailure(refused), /^The database is empty: .*CASEWARD_DATA/);
});
