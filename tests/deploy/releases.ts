import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '#server/platform/db/embedded.port.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';

const root = join(import.meta.dirname, '../..');
const run = promisify(execFile);
const needed = ['/usr/bin/git', '/usr/bin/curl', join(root, '.git')].filter((path) => !existsSync(path));
export const noReleases = needed.length === 0 ? false : `needs ${needed.join(', ')}`;

/** How a deployment went. */
export interface Deployed {
  readonly code: number;
  /** What the script said. */
  readonly said: string;
  readonly ms: number;
}

/** A machine as docs/operations/deploy.md makes it, but for systemd: the same script deploys to it. */
export interface Machine {
  readonly url: string;
  /** Holds `data`. */
  readonly home: string;
  readonly database: TestDatabase;
  /** What the servers printed so far. */
  output(): string;
  /** `deploy/deploy` with these words. */
  deploy(...words: string[]): Promise<Deployed>;
  /** Makes a version of the newest one and these files; gives its commit. */
  commit(message: string, files: Readonly<Record<string, string>>): Promise<string>;
  /** The commit this clone is at. */
  readonly first: string;
  remove(): Promise<void>;
}

export async function makeMachine(): Promise<Machine> {
  const home = mkdtempSync(join(tmpdir(), 'caseward-machine-'));
  const file = (name: string) => join(home, name);
  const database = await createTestDatabase();
  const port = await freePort();
  const repository = file('repository');
  await run('git', ['clone', '--quiet', '--shared', root, repository]);
  shareModules(home, readFileSync(join(repository, 'package-lock.json')));
  writeFileSync(file('server.env'), settings(home, port, database));
  writeFileSync(file('restart'), restart);
  const env = {
    PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
    HOME: home,
    DEPLOY_HOME: home,
    DEPLOY_SETTINGS: file('server.env'),
    DEPLOY_RESTART: `bash ${file('restart')}`,
    DEPLOY_PATIENCE: '25',
  };
  const git = async (...args: string[]) => {
    const who = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', '-c', 'commit.gpgsign=false'];
    return (await run('git', ['-C', repository, ...who, ...args])).stdout.trim();
  };
  return {
    url: `http://localhost:${port}`,
    home,
    database,
    first: await git('rev-parse', 'HEAD'),
    output: () => (existsSync(file('server.log')) ? readFileSync(file('server.log'), 'utf8') : ''),
    async deploy(...words) {
      const started = performance.now();
      const done = await run('bash', [join(root, 'deploy/deploy'), ...words], { env }).catch(
        (error) => error,
      );
      const said = `${done.stdout ?? ''}${done.stderr ?? ''}`;
      return { code: done.code ?? 0, said, ms: Math.round(performance.now() - started) };
    },
    async commit(message, files) {
      for (const [name, text] of Object.entries(files)) writeFileSync(join(repository, name), text);
      await git('add', '--all');
      await git('commit', '--quiet', '--no-verify', '-m', message);
      return git('rev-parse', 'HEAD');
    },
    async remove() {
      await run('bash', [file('restart'), 'stop'], { env }).catch(() => undefined);
      await database.drop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

// As if they had been installed for an earlier version with the same lock file.
function shareModules(home: string, lock: Buffer): void {
  const digest = createHash('sha256').update(lock).digest('hex').slice(0, 16);
  mkdirSync(join(home, 'modules', digest), { recursive: true });
  symlinkSync(realpathSync(join(root, 'node_modules')), join(home, 'modules', digest, 'node_modules'));
}

function settings(home: string, port: number, database: TestDatabase): string {
  const values = {
    NODE_ENV: 'test',
    PORT: port,
    CASEWARD_DATA: join(home, 'data'),
    CASEWARD_ROOT_KEY_FILE: join(home, 'keys', 'root.key'),
    CASEWARD_BREACH_URL: 'off',
    CASEWARD_LOG_LEVEL: 'error',
    DATABASE_URL: database.appUrl,
    DATABASE_OWNER_URL: database.ownerUrl,
    DATABASE_SEALER_URL: database.sealerUrl,
  };
  return Object.entries(values)
    .map(([name, value]) => `${name}='${value}'\n`)
    .join('');
}

/** What `systemctl restart` does: ends the server that runs, and starts the current one. */
const restart = `
cd "$DEPLOY_HOME"
if [ -e pid ]; then
  kill "$(cat pid)" 2>/dev/null
  while kill -0 "$(cat pid)" 2>/dev/null; do sleep 0.05; done
  rm pid
fi
[ "\${1:-}" = stop ] && exit
set -a; . "$DEPLOY_SETTINGS"; set +a
cd current
node_modules/.bin/node server/main.ts >>"$DEPLOY_HOME/server.log" 2>&1 9>&- &
echo $! >"$DEPLOY_HOME/pid"
`;
