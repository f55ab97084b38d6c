import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type Config, loadConfig, processEnv } from '../config.ts';
import { openBlobs } from '../platform/blobs/index.ts';
import { type Db, openDatabase } from '../platform/db/index.ts';
import { StartError } from '../platform/start-error.ts';
import { createKeyRing, openRootKey, SYSTEM_SCOPE } from '../security/crypto/index.ts';
import { withDatabases } from './databases.ts';
import { loadKeys } from './key-rows.ts';
import { rotateAuditKey } from './rotate-audit-key.ts';
import {
  addDataKeys,
  finishRotation,
  type RotationReport,
  rewrapAll,
  rotateRootFile,
} from './rotate-keys.ts';

export const keysRotateHelp = `caseward keys rotate [--root | --audit] [--finish] [--now]

  Makes a new data key for the deployment and every workspace, waits until every running server has loaded it,
  and seals everything anew under it while they serve. It may be interrupted, and finished later. Old keys stay
  readable until nothing needs them.

  --root    a new root key instead: every data key is wrapped by it; what they sealed need not change
  --audit   a new key that signs the audit log instead: the old one signs a last checkpoint, which names it
  --finish  no new key: go on where an earlier rotation stopped, and let go of keys that nothing needs
  --now     do not wait: right when no server runs`;

const options = {
  root: { type: 'boolean', default: false },
  audit: { type: 'boolean', default: false },
  finish: { type: 'boolean', default: false },
  now: { type: 'boolean', default: false },
} as const;

// Every server asks for its keys again within five minutes, and seals with a new one five minutes later.
const SETTLING = 11 * 60_000;

/** Rotates keys. Returns the exit code: 1 when some values could not be opened and were left as they are. */
export async function keysRotateCommand(
  args: string[],
  print: (line: string) => void = console.log,
): Promise<number> {
  const { values } = parseArgs({ args, options });
  const config = loadConfig(processEnv());
  return withDatabases(config, async ({ app, operator, sealer }) => {
    if (operator === undefined) throw new StartError('This command needs DATABASE_OPERATOR_URL.');
    const db = openDatabase({ url: operator, max: 4, prepared: false });
    try {
      if (values.audit) return await rotateAudit(db, sealer, config, print);
      return await (values.root
        ? rotateRoot(db, config, values, print)
        : rotateData(db, config, { ...values, appUrl: app }, print));
    } finally {
      await db.close();
    }
  });
}

type Chosen = { readonly finish: boolean; readonly now: boolean };
type ChosenData = Chosen & { readonly appUrl: string };

async function rotateData(
  db: Db,
  config: Config,
  { finish, now, appUrl }: ChosenData,
  print: (line: string) => void,
) {
  const root = openRootKey(config.rootKey);
  if (!finish) {
    const { made, refused } = await addDataKeys(db, root);
    print(`New keys for ${made} scopes.`);
    if (refused > 0) print(`${refused} workspaces withhold the key they brought: theirs stay as they are.`);
    if (!now) {
      print('Waiting 11 minutes until every server has them. Interrupt at will; --finish goes on.');
      await setTimeout(SETTLING);
    }
  }
  const live = openDatabase({ url: appUrl, max: 1, prepared: false });
  try {
    const report = await finishRotation(db, root, { blobs: await openBlobs(config.blobs), live });
    print(summary(report));
    return report.unreadable.size > 0 ? 1 : 0;
  } finally {
    await live.close();
  }
}

async function rotateAudit(
  operator: Db,
  sealerUrl: string | undefined,
  config: Config,
  print: (line: string) => void,
) {
  if (sealerUrl === undefined) throw new StartError('This command needs DATABASE_SEALER_URL.');
  const sealer = openDatabase({ url: sealerUrl, max: 1, prepared: false });
  try {
    const ring = createKeyRing({
      root: openRootKey(config.rootKey),
      load: (scope) => loadKeys(operator, scope),
    });
    const key = await rotateAuditKey({ operator, sealer, system: await ring.open(SYSTEM_SCOPE) });
    print(
      `The audit log is signed by a new key from now on. The old one has signed that this is it:\n  ${key}`,
    );
    return 0;
  } finally {
    await sealer.close();
  }
}

async function rotateRoot(db: Db, { rootKey }: Config, { finish }: Chosen, print: (line: string) => void) {
  if (rootKey.kind === 'kms') {
    print(`Wrapped ${await rewrapAll(db, rootKey)} data keys anew by the key in the KMS.`);
    return 0;
  }
  const { rewrapped, removed } = await rotateRootFile(db, { ...rootKey, kind: 'file' }, { finish });
  print(`Wrapped ${rewrapped} data keys by the newest root key. Make a new backup of ${rootKey.path} now.`);
  print(
    finish ? `Removed ${removed.length} old root keys.` : 'Later, --root --finish removes the old root key.',
  );
  return 0;
}

export function summary({ resealed, files, unreadable, retired, kept }: RotationReport): string {
  const lines = [
    `Sealed ${resealed} values and the keys of ${files} files anew; retired ${retired} old keys.`,
  ];
  if (kept > 0)
    lines.push(
      `${kept} old keys stay for reading: audit addresses, waiting mail or running servers may need them yet.`,
    );
  if (unreadable.size > 0) {
    lines.push(
      `${unreadable.size} values do not open and were left as they are:`,
      ...[...unreadable].slice(0, 20),
    );
  }
  return lines.join('\n');
}
