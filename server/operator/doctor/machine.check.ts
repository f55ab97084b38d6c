import { access, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Config } from '../../config.ts';
import { tryListening } from '../../platform/listening.ts';
import { type Finding, ill, note, well } from './finding.ts';

const screens = fileURLToPath(new URL('../../../web/dist/index.html', import.meta.url));

/** The runtime, the port, the root key and the screens. */
export async function checkMachine(config: Config): Promise<Finding[]> {
  return [checkRuntime(), await checkPort(config), await checkRootKey(config), await checkScreens()];
}

function checkRuntime(): Finding {
  const [major = 0] = process.versions.node.split('.').map(Number);
  return major >= 26
    ? well('Node.js', `is ${process.version}.`)
    : ill(
        'Node.js',
        `is ${process.version}, but Caseward runs on the 26 that npm ci installs; start it with npm start.`,
      );
}

async function checkPort({ listen: { host, port } }: Config): Promise<Finding> {
  const code = await tryListening({ host, port });
  if (code === undefined) return well('Port', `${port} on ${host} is free.`);
  if (code === 'EADDRINUSE')
    return note('Port', `${port} is in use: Caseward runs already, or set PORT to a free one.`);
  return ill(
    'Port',
    `${port} on ${host} cannot be opened (${code}); set HOST and PORT to what this user may open.`,
  );
}

async function checkRootKey({ rootKey }: Config): Promise<Finding> {
  if (rootKey.kind === 'kms') return well('Root key', `is ${rootKey.keyId} of AWS KMS.`);
  const found = await stat(rootKey.path).catch(() => undefined);
  if (found === undefined) {
    return note(
      'Root key',
      `${rootKey.path} is not there; the first start makes it, a later one needs it restored.`,
    );
  }
  if ((found.mode & 0o077) !== 0) {
    return ill('Root key', `${rootKey.path} can be read by others; run: chmod 600 ${rootKey.path}`);
  }
  return well(
    'Root key',
    `${rootKey.path} is readable by its owner alone. Keep a copy apart from the backups.`,
  );
}

async function checkScreens(): Promise<Finding> {
  return access(screens).then(
    () => well('Screens', 'are built.'),
    () => note('Screens', 'are not built yet; npm start builds them.'),
  );
}
