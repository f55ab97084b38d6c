import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { EICAR } from './files/malware.ts';

const CLAMD = '/usr/sbin/clamd';
export const noClamd = existsSync(CLAMD) ? false : `needs ${CLAMD}`;

export interface RunningClamd {
  readonly socket: string;
  stop(): Promise<void>;
}

/** A real ClamAV daemon with one signature, for the EICAR file, on a Unix socket in a folder of its own. */
export async function startClamd(): Promise<RunningClamd> {
  const folder = await mkdtemp(join(tmpdir(), 'caseward-clamd-'));
  await chmod(folder, 0o755);
  const socket = join(folder, 'clamd.sock');
  await writeFile(join(folder, 'test.ndb'), `Caseward.Test.Eicar:0:*:${EICAR.toString('hex')}\n`);
  const settings = ['Foreground yes', `LocalSocket ${socket}`, `DatabaseDirectory ${folder}`, 'User root'];
  const limits = ['StreamMaxLength 4M', 'MaxThreads 2', 'SelfCheck 0'];
  await writeFile(join(folder, 'clamd.conf'), `${[...settings, ...limits].join('\n')}\n`);
  const daemon = spawn(CLAMD, ['--config-file', join(folder, 'clamd.conf')], { stdio: 'ignore' });
  await reachable(socket, daemon);
  return {
    socket,
    stop: async () => {
      const ended = new Promise((done) => daemon.once('exit', done));
      if (daemon.kill()) await ended;
      await rm(folder, { recursive: true });
    },
  };
}

async function reachable(socket: string, daemon: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (daemon.exitCode !== null) throw new Error(`clamd stopped with ${daemon.exitCode}`);
    if (await answers(socket)) return;
    await pause(50);
  }
  throw new Error('clamd did not come up');
}

function answers(socket: string): Promise<boolean> {
  return new Promise((done) => {
    const line = connect(socket, () => {
      line.destroy();
      done(true);
    });
    line.on('error', () => done(false));
  });
}
