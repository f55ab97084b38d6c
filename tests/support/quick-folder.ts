import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

/** What a run keeps at once is far less; nothing else may be in need of it. */
const ROOM = 4 * 2 ** 30;

/**
 * Where a throw-away cluster is made: in memory, where this machine has plenty, else in the temporary folder. A
 * database of its own for each test is a thousand small files, made and removed; on a disk that is most of its time.
 */
export function quickFolder(memory = '/dev/shm', room = ROOM): string {
  if (process.availableMemory() < 2 * room) return tmpdir();
  try {
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize < room ? tmpdir() : memory;
  } catch {
    return tmpdir();
  }
}
