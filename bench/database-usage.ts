import { readdir, readFile } from 'node:fs/promises';

const TICKS_PER_SECOND = 100;

/**
 * Processor time of a PostgreSQL server and all its processes, in microseconds; undefined where the system has
 * no /proc. It moves in steps of 10 ms.
 */
export async function databaseCpu(postmaster: number): Promise<number | undefined> {
  const names = await readdir('/proc').catch(() => []);
  if (names.length === 0) return undefined;
  const stats = await Promise.all(names.filter((name) => /^\d+$/.test(name)).map(readStat));
  const ticks = stats
    .filter(({ pid, parent }) => pid === postmaster || parent === postmaster)
    .reduce((sum, { own, gone, pid }) => sum + own + (pid === postmaster ? gone : 0), 0);
  return (ticks / TICKS_PER_SECOND) * 1e6;
}

/** `own` is user and system time, `gone` that of children that have ended: proc(5), fields 14 to 17. */
async function readStat(pid: string): Promise<{ pid: number; parent: number; own: number; gone: number }> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const at = (field: number) => Number(fields[field - 3] ?? 0);
  return { pid: Number(pid), parent: at(4), own: at(14) + at(15), gone: at(16) + at(17) };
}
