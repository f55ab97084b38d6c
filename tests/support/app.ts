import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, buildApp } from '#server/app.ts';
import { loadConfig } from '#server/config.ts';
import { newSetupLink } from '#server/features/setup/index.ts';
import type { Clock } from '#server/platform/clock/index.ts';
import { freePort } from '#server/platform/db/embedded.port.ts';
import type { Logger } from '#server/platform/log/index.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';

export interface TestApp {
  readonly app: App;
  readonly database: TestDatabase;
  /** Where it listens, `http://localhost:port`: also its public URL. */
  readonly url: string;
  /** The data folder: outbox and blobs are in it. */
  readonly folder: string;
  /** A one-time set-up link, as the console would print it. */
  setupLink(): Promise<string>;
  close(): Promise<void>;
}

export interface TestAppOptions {
  readonly clock?: Clock;
  readonly env?: Readonly<Record<string, string>>;
  /** Where the server's log goes; only errors are written, to standard output, by default. */
  readonly log?: Logger;
  /** A second node on the same database and data folder. */
  readonly beside?: TestApp;
  /** Takes the database's walls down before the app starts, for sabotage. */
  readonly prepare?: (database: TestDatabase) => Promise<void>;
  /** Wraps the app before it listens, for sabotage. */
  readonly rewire?: (app: App) => void | Promise<void>;
}

/** The real app on a database of its own, listening on a free loopback port. */
export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const { beside } = options;
  const folder = beside?.folder ?? mkdtempSync(join(tmpdir(), 'caseward-app-'));
  const database = beside?.database ?? (await createTestDatabase());
  await options.prepare?.(database);
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const config = loadConfig({
    NODE_ENV: 'test',
    PORT: String(port),
    CASEWARD_DATA: join(folder, 'data'),
    CASEWARD_ROOT_KEY_FILE: join(folder, 'root.keys'),
    CASEWARD_PUBLIC_URL: url,
    CASEWARD_LOG_LEVEL: 'error',
    CASEWARD_BREACH_URL: 'off',
    ...options.env,
  });
  const app = await buildApp(config, {
    databaseUrl: database.appUrl,
    sealerUrl: database.sealerUrl,
    sealPause: 200,
    print: () => undefined,
    ...(options.clock !== undefined && { clock: options.clock }),
    ...(options.log !== undefined && { log: options.log }),
  });
  await options.rewire?.(app);
  await app.http.listen({ host: '127.0.0.1', port });
  return {
    app,
    database,
    url,
    folder,
    setupLink: async () => (await newSetupLink(app.services)) ?? '',
    async close() {
      await app.close();
      if (beside !== undefined) return;
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
