import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { assertStatus } from '#tests/support/client.ts';
import { checkArchive, checkElsewhere, checkRecords } from './check.ts';
import { cut, type Deployment, makeDeployment, type Running } from './deployment.ts';
import { checkErasures } from './erasures.ts';
import { checkExports, finishExports } from './exports.ts';
import { bringFile, finishImports } from './imports.ts';
import { inTime } from './in-time.ts';
import { emptyLedger } from './ledger.ts';
import { type Owner, setUp, signIn } from './owner.ts';
import { type Random, randomFrom } from './random.ts';
import { noteBackup, type Scene, type Stage, type WorkName, works } from './work.ts';

export type Victim = 'server' | 'database' | 'command';

type Pair = readonly [WorkName, Victim];

/** What may be killed in the middle of what. */
const VICTIMS: Readonly<Record<WorkName, readonly [Victim, ...Victim[]]>> = {
  create: ['server', 'database'],
  upload: ['server', 'database'],
  export: ['server', 'database'],
  erasure: ['server', 'database'],
  import: ['server', 'database'],
  backup: ['command', 'database', 'server'],
  rotation: ['command', 'database'],
  restore: ['command', 'database'],
  migration: ['command', 'database'],
};

/** Rounds until every kind of work was cut off once. */
export const EVERY_WORK = Object.keys(VICTIMS).length;

/** Every pair once: first each kind of work with a victim by chance, then what is left. */
function pairsBy(random: Random): Pair[] {
  const works = Object.keys(VICTIMS) as WorkName[];
  const first = works.map((work): Pair => [work, random.oneOf(VICTIMS[work])]);
  const chosen = new Set(first.map(String));
  const all = works.flatMap((work) => VICTIMS[work].map((victim): Pair => [work, victim]));
  return [...first, ...all.filter((pair) => !chosen.has(String(pair)))];
}

/** The longest wait before the kill, ms: about as long as the work takes on a slow machine. */
const LATEST: Readonly<Record<WorkName, number>> = {
  create: 1_500,
  upload: 9_000,
  export: 4_000,
  erasure: 600,
  import: 5_000,
  backup: 6_000,
  rotation: 5_000,
  restore: 12_000,
  migration: 5_000,
};

/** For a look at thousands of records on a slow machine. */
const LOOK_MS = 600_000;

/** A command whose database is gone ends long before. */
const HANG_MS = 120_000;

export interface Outcome {
  readonly rounds: number;
  readonly cases: number;
  readonly files: number;
  readonly backups: number;
  readonly exports: number;
  readonly erased: number;
  readonly imports: number;
}

/** Runs rounds on one deployment, and verifies its audit log at the end. Throws at the first thing lost or half done. */
export async function runRounds(
  { rounds, seed }: { readonly rounds: number; readonly seed: number },
  say: (line: string) => void,
): Promise<Outcome> {
  const deployment = await makeDeployment();
  try {
    const random = randomFrom(seed);
    const pairs = pairsBy(random);
    let server = await deployment.start();
    const scene = await inTime('the setting of the scene', setScene(deployment, server));
    for (let round = 0; round < rounds; round += 1) {
      const [work, victim] = pairs[round % pairs.length] ?? ['create', 'server'];
      server = await playRound(scene, { name: `Round ${round}`, work, victim, random, server }, say);
    }
    await finishExports(scene);
    // A kill may come before any file was asked for: one more, which nothing cuts short.
    await bringFile(scene.owner, { ...scene, round: 'Whole' });
    await finishImports(scene, () => checkRecords({ ...scene, round: 'End', killed: AbortSignal.abort() }));
    await cut(server);
    await verifyLog(deployment);
    const { cases, files, backups, exported, erased, imported } = scene.ledger;
    const [made, sent, kept] = [cases.size, files.size, backups.size];
    return { rounds, cases: made, files: sent, backups: kept, exports: exported, erased, imports: imported };
  } finally {
    await deployment.killDatabase();
    await deployment.remove();
  }
}

async function setScene(deployment: Deployment, server: Running): Promise<Stage> {
  const owner = await setUp(deployment, server);
  const shelf = await owner.client.post(`${owner.path}/cases`, {
    type: owner.caseType,
    title: 'Shelf',
    body: 'Files.',
  });
  assertStatus(shelf, 201);
  const kit = join(deployment.home, 'kit.txt');
  await well(deployment, 'recovery-kit', '--out', kit);
  await readFile(kit);
  const ledger = emptyLedger();
  noteBackup(ledger, await well(deployment, 'backup'));
  return {
    deployment,
    owner,
    ownerAnew: anew(deployment),
    ledger,
    kit,
    shelf: `${owner.path}/cases/${shelf.body.id}`,
  };
}

/** Of the ten minutes that a factor holds; with ten letters an hour for codes, not every look can have one of its own. */
const FACTOR_FRESH_MS = 8 * 60_000;

/** One more session, in the place of the one before: a person has five at most, and the oldest makes room. */
function anew(deployment: Deployment): Scene['ownerAnew'] {
  let last: Owner | undefined;
  let since = 0;
  return async () => {
    if (last !== undefined && Date.now() - since < FACTOR_FRESH_MS) return last;
    if (last !== undefined) assertStatus(await last.client.delete('/sessions/current'), 204);
    since = Date.now();
    last = await signIn(deployment);
    return last;
  };
}

interface Plan {
  readonly name: string;
  readonly work: WorkName;
  readonly victim: Victim;
  readonly random: Random;
  readonly server: Running;
}

/** One round: work, a kill at a moment by chance, a new start, and a look at everything. Gives the server that runs. */
async function playRound(
  stage: Stage,
  { name, work, victim, random, server }: Plan,
  say: (line: string) => void,
): Promise<Running> {
  const { deployment } = stage;
  const kill = new AbortController();
  const scene: Scene = { ...stage, round: name, killed: kill.signal };
  const begun = await inTime(`the preparation of ${name}`, works[work](scene));
  const at = random.between(1, LATEST[work]);
  await sleep(at);
  kill.abort();
  if (victim === 'database') await (begun.elsewhere ?? deployment).killDatabase();
  else if (victim === 'server') await cut(server);
  else for (const command of begun.commands) await cut(command);
  // A server whose database is gone stays, and answers that it is not well.
  for (const command of begun.commands) await (work === 'migration' ? cut(command) : within(command));
  const again = begun.elsewhere === undefined ? await startAgain(scene, server) : server;
  await inTime(`what ${name} asked of a ${work}`, begun.over);
  await checkElsewhere(work, begun, scene);
  if (work === 'rotation') await well(deployment, 'keys', 'rotate', '--finish');
  const looked = await inTime(`the look at everything after ${name}`, lookAt(scene), LOOK_MS);
  say(`${scene.round}: ${victim} killed ${at} ms into ${work}; ${looked} things looked at, all whole`);
  return again;
}

async function lookAt(scene: Scene): Promise<number> {
  const records = (await checkRecords(scene)) + (await checkArchive(scene));
  return records + (await checkExports(scene)) + (await checkErasures(scene));
}

/** Whatever was killed, the rest is cut too: a machine without power spares nothing. */
async function startAgain({ deployment }: Stage, server: Running): Promise<Running> {
  await cut(server);
  return deployment.start();
}

/** A command whose database was cut from under it ends by itself. */
async function within(command: Running): Promise<void> {
  try {
    await inTime('a command', command.ended, HANG_MS);
  } catch {
    await cut(command);
    assert.fail(`a command hangs: ${command.output()}`);
  }
}

async function verifyLog(deployment: Deployment): Promise<void> {
  const file = join(deployment.home, 'audit.ndjson');
  await well(deployment, 'audit', 'export', '--out', file);
  await well(deployment, 'audit', 'verify', file);
}

async function well(deployment: Deployment, ...args: string[]): Promise<string> {
  const running = deployment.command(...args);
  assert.equal(await inTime(args.join(' '), running.ended), 0, running.output());
  return running.output();
}
