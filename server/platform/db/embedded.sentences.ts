import { StartError } from '../start-error.ts';

const known: readonly [RegExp, (folder: string) => string][] = [
  [
    /no space left on device|disk quota exceeded/i,
    (folder) => `The disk that holds ${folder} is full; free some room and start again, nothing is lost.`,
  ],
  [
    /read-only file system|permission denied/i,
    (folder) => `The data folder ${folder} cannot be written; give it back to the user the database runs as.`,
  ],
  [
    /incompatible with server|invalid checkpoint|valid checkpoint record|pg_control|invalid magic(?! number \d+ in WAL segment)|incorrect checksum|could not open (file|directory)|could not read|lock file .* is empty|is not a valid data directory|invalid permissions/i,
    (folder) =>
      `The database in ${folder} is broken (see postgres.log beside it); nothing was changed, restore it from a backup.`,
  ],
  [
    /could not (map anonymous|create) shared memory|cannot allocate memory/i,
    () =>
      'This machine has too little free memory for PostgreSQL, which takes 256 MB; free some and start again.',
  ],
];

/** One sentence for what PostgreSQL wrote, if it is a thing that happens to people. */
export function explainServerLog(output: string, folder: string): StartError | undefined {
  const found = known.find(([pattern]) => pattern.test(output));
  return found && new StartError(found[1](folder));
}
