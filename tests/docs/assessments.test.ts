import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { AsvsAnswer, Soc2Answer } from '#contracts/assessments.ts';
import { asvsAnswers, knownProviders, soc2Answers } from '#proofs/assessments/assessments.ts';
import { requiredIds } from '#proofs/assessments/asvs-ids.ts';
import { registry } from '#proofs/registry.ts';
import { asvsPage, soc2Page } from '../../scripts/assessment-pages.ts';
import { root } from './documents.ts';

const text = (path: string) => readFileSync(join(root, path), 'utf8');
const asvs = asvsAnswers();
const soc2 = soc2Answers();

test('every requirement of level 1 and 2 is answered once, under its own level', () => {
  const required = requiredIds();
  assert.equal(required.length, 253);
  assert.equal(required.filter(({ level }) => level === 1).length, 70);
  assert.deepEqual(
    asvs.map(({ id, level }) => ({ id, level })),
    required,
  );
});

test('whatever is met or partly so has evidence that is there, and every gap says what is lacking', () => {
  assert.deepEqual(asvs.flatMap(faultsOf), []);
});

test('control: a reference to nothing, and an answer without evidence or reason, are found', () => {
  const answer: AsvsAnswer = {
    id: 'V1.1.1',
    level: 1,
    asked: 'It holds.',
    status: 'met',
    evidence: ['FTS-18'],
  };
  assert.deepEqual(faultsOf(answer), []);
  for (const wrong of [
    { ...answer, evidence: [] },
    { ...answer, evidence: ['FTS-99'] },
    { ...answer, evidence: ['tests/nowhere.test.ts'] },
    { ...answer, evidence: ['FTS-24x'] },
    { ...answer, status: 'partly' as const },
    { ...answer, status: 'not met' as const },
    { ...answer, status: 'not applicable' as const, evidence: [] },
  ])
    assert.equal(faultsOf(wrong).length, 1);
});

test('the page of sub-processors names every provider of the list, with its certifications', () => {
  const page = text('docs/privacy/sub-processors.md');
  const missing = knownProviders().filter(
    ({ name, page: theirs, seat, certifications }) =>
      !page.includes(`| [${name}](${theirs}) | ${seat} | ${certifications.join(', ') || 'none stated'} |`),
  );
  assert.deepEqual(missing, []);
});

test('the pages are those the answers make', () => {
  assert.equal(text('docs/assurance/asvs.md'), asvsPage());
  assert.equal(text('docs/assurance/soc2.md'), soc2Page());
});

test('every criterion is mapped, and to evidence that is there unless the organisation alone carries it', () => {
  const series = Object.entries(SERIES).flatMap(([start, most]) =>
    Array.from({ length: most }, (_, index) => `${start}.${index + 1}`),
  );
  assert.deepEqual(
    soc2.map(({ id }) => id),
    series,
  );
  assert.deepEqual(soc2.flatMap(soc2FaultsOf), []);
});

test('every algorithm in the code stands in the cryptographic inventory', () => {
  const inventory = text('docs/assurance/cryptography.md');
  const named = algorithmsInCode();
  assert.ok(named.length >= 8, named.join());
  assert.deepEqual(
    named.filter((name) => !inventory.includes(`\`${name}\``)),
    [],
  );
});

/** How many criteria each series has. */
const SERIES = {
  CC1: 5,
  CC2: 3,
  CC3: 4,
  CC4: 2,
  CC5: 3,
  CC6: 8,
  CC7: 5,
  CC8: 1,
  CC9: 2,
  A1: 3,
  C1: 2,
  PI1: 5,
  P1: 1,
  P2: 1,
  P3: 2,
  P4: 3,
  P5: 2,
  P6: 7,
  P7: 1,
  P8: 1,
};

function faultsOf({ id, status, evidence, note }: AsvsAnswer): string[] {
  const lost = evidence.filter((each) => !resolves(each));
  const bare = (status === 'met' || status === 'partly') && evidence.length === 0;
  const silent = status !== 'met' && note === undefined;
  return lost.length > 0 || bare || silent
    ? [`${id}: ${lost.join() || (bare ? 'no evidence' : 'no reason')}`]
    : [];
}

function soc2FaultsOf({ id, carriedBy, evidence, note }: Soc2Answer): string[] {
  const lost = evidence.filter((each) => !resolves(each));
  const bare = carriedBy !== 'organisation' && evidence.length === 0;
  const silent = carriedBy === 'organisation' && note === undefined;
  return lost.length > 0 || bare || silent ? [id] : [];
}

/** A promise has to have proofs; a file has to be there. */
function resolves(reference: string): boolean {
  const claim = registry.find(({ id }) => id === reference);
  return claim === undefined
    ? /[./]/.test(reference) && existsSync(join(root, reference))
    : claim.proofs.length > 0;
}

function algorithmsInCode(): string[] {
  const folders = ['server/security/crypto', 'server/platform/openid'];
  const sources = folders.flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .map((name) => text(`${folder}/${name}`)),
  );
  const name = /'(aes-?\d{3}-\w{3}|sha\d+|ed25519|x25519|rsa|(?:RS|PS|ES)\d{3}|EdDSA|Ed25519)'/g;
  return [...new Set(sources.flatMap((source) => [...source.matchAll(name)].map(([, found = '']) => found)))];
}
