import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ordinary } from './embedded-process.ts';

const program = fileURLToPath(new URL('../../server/main.ts', import.meta.url));

export type Server = { readonly child: ChildProcess; readonly output: () => string };

/** Starts the real server, as an ordinary user, with nothing in its environment but what is given. */
export function startMain(context: TestContext, folder: string, env: Record<string, string>): Server {
  let output = '';
  const child = spawn(process.execPath, [program], {
    ...ordinary,
    cwd: folder,
    env: {
      PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
      CASEWARD_DATA: join(folder, 'data'),
      CASEWARD_ROOT_KEY_FILE: join(folder, 'keys', 'root.key'),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  context.after(() => child.kill('SIGKILL'));
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  return { child, output: () => output };
}

/** Waits until it says so. */
export async function ready({ child, output }: Server): Promise<void> {
  while (!output().includes('is ready at')) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`It ended: ${output()}`);
    await sleep(20);
  }
}

export async function ended({ child }: Server): Promise<number | string | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
  return child.exitCode ?? child.signalCode;
}
