import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** Which cores do what. */
export interface Placement {
  readonly server: string;
  readonly others: string;
}

/**
 * Puts the load and, by inheritance, the database on all cores but the first, which the server measured has to
 * itself. Undefined where there is one core only, or no `taskset`.
 */
export function placeProcesses(): Placement | undefined {
  const cores = availableParallelism();
  if (cores < 2) return undefined;
  const others = cores === 2 ? '1' : `1-${cores - 1}`;
  const { status } = spawnSync('taskset', ['-a', '-c', '-p', others, String(process.pid)]);
  return status === 0 ? { server: '0', others } : undefined;
}
