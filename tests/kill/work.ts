import { setTimeout as sleep } from 'node:timers/promises';
import { assertStatus } from '#tests/support/client.ts';
import { type Deployment, makeDeployment, type Running } from './deployment.ts';
import { eraseGuests, inviteGuests } from './erasures.ts';
import { askExports } from './exports.ts';
import { bringFile, takeFilesBack } from './imports.ts';
import { bodyOf, contentOf, type Ledger } from './ledger.ts';
import { type Owner, sendFile } from './owner.ts';

/** What all rounds share. */
export interface Stage {
  readonly deployment: Deployment;
  readonly owner: Owner;
  /** The same person in a session whose factor was given just now. */
  readonly ownerAnew: () => Promise<Owner>;
  readonly ledger: Ledger;
  /** The case that files are sent to. */
  readonly shelf: string;
  /** The file of the recovery kit. */
  readonly kit: string;
}

/** What a round works with. */
export interface Scene extends Stage {
  /** Names what this round makes. */
  readonly round: string;
  /** Set when the kill of this round has come: nothing more is begun. */
  readonly killed: AbortSignal;
}

/** Work that is cut short at a moment chosen by chance. */
export interface Work {
  /** The processes that may be killed beside the server and its database. */
  readonly commands: readonly Running[];
  /** Settles when the work is over, whether it was cut or not. */
  readonly over: Promise<unknown>;
  /** Where it happens, if not in the deployment of the scene. */
  readonly elsewhere?: Deployment;
}

export type WorkName =
  | 'create'
  | 'export'
  | 'erasure'
  | 'import'
  | 'upload'
  | 'backup'
  | 'restore'
  | 'rotation'
  | 'migration';

export const works: Readonly<Record<WorkName, (scene: Scene) => Promise<Work>>> = {
  create: async (scene) => ({ commands: [], over: together(4, (lane) => createCases(scene, lane)) }),
  upload: async (scene) => ({ commands: [], over: together(2, (lane) => sendFiles(scene, lane)) }),
  backup: async (scene) => busyBeside(scene, ['backup'], (output) => noteBackup(scene.ledger, output)),
  rotation: async (scene) => busyBeside(scene, ['keys', 'rotate', '--now'], () => undefined),
  async export(scene) {
    const owner = await scene.ownerAnew();
    return { commands: [], over: Promise.allSettled([askExports(owner, scene), createCases(scene, 0)]) };
  },
  async erasure(scene) {
    scene.ledger.guests.push(...(await inviteGuests(scene, GUESTS)));
    return {
      commands: [],
      over: Promise.allSettled([eraseGuests(scene.ledger.guests), createCases(scene, 0)]),
    };
  },
  async import(scene) {
    const { owner, ledger } = scene;
    return {
      commands: [],
      over: Promise.allSettled([takeFilesBack(owner, ledger), bringFile(owner, scene)]),
    };
  },
  async restore({ deployment, kit }) {
    const elsewhere = await makeDeployment(deployment.archive);
    const command = elsewhere.command('restore', '--kit', kit);
    return { commands: [command], over: command.ended, elsewhere };
  },
  async migration() {
    const elsewhere = await makeDeployment();
    const server = elsewhere.launch();
    return { commands: [server], over: server.ended, elsewhere };
  },
};

/** A command while cases are being made. */
async function busyBeside(scene: Scene, args: string[], done: (output: string) => void): Promise<Work> {
  const command = scene.deployment.command(...args);
  const finished = command.ended.then((code) => {
    if (code === 0) done(command.output());
  });
  const over = Promise.all([finished, together(2, (lane) => createCases(scene, lane))]);
  return { commands: [command], over };
}

const GUESTS = 3;

/** Lets 200 rounds stay within one list that is read whole after each. */
const BETWEEN_CASES_MS = 50;

/** Ends with the kill, or when the first request is not answered: the deployment is gone. */
async function createCases({ owner, ledger, round, killed }: Scene, lane: number): Promise<void> {
  for (let turn = 0; !killed.aborted; turn += 1) {
    const title = `${round} case ${lane}.${turn}`;
    const reply = await owner.client.post(`${owner.path}/cases`, {
      type: owner.caseType,
      title,
      body: bodyOf(title),
    });
    assertStatus(reply, 201);
    ledger.cases.set(`${owner.path}/cases/${reply.body.id}`, title);
    await sleep(BETWEEN_CASES_MS);
  }
}

async function sendFiles({ owner, ledger, shelf, round, killed }: Scene, lane: number): Promise<void> {
  for (let turn = 0; !killed.aborted; turn += 1) {
    const name = `${round} file ${lane}.${turn}.txt`;
    ledger.files.set(await sendFile(owner, shelf, { name, content: contentOf(name) }), name);
  }
}

export function noteBackup(ledger: Ledger, output: string): void {
  const id = /^Backup (\S+):/m.exec(output)?.[1];
  if (id !== undefined) ledger.backups.add(id);
}

function together(lanes: number, work: (lane: number) => Promise<void>): Promise<unknown> {
  return Promise.allSettled(Array.from({ length: lanes }, (_, lane) => work(lane)));
}
