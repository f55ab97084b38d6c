import type { App } from './app.ts';
import { type Config, type Env, loadConfig, processEnv } from './config.ts';
import { openDatabases } from './operator/databases.ts';
import { explainFailure } from './operator/explain-failure.ts';
import { ensureKeyFolder } from './operator/key-folder.ts';
import { ensureSchema } from './operator/schema.ts';
import { commandSpawner } from './operator/spawn-command.ts';
import { assertListenable, explainListening } from './platform/listening.ts';

/** What a running server gives to whoever started it. Ends in reverse order; may be called twice. */
export type Running = {
  readonly config: Config;
  readonly setupLink: string | undefined;
  /** Opens the last step of the set-up, where that is not done. */
  readonly kitLink: string | undefined;
  /** Tells of an error that ends the process, and resolves when that was sent or given up. */
  report(error: unknown): Promise<void>;
  stop(): Promise<void>;
};

type Closer = { readonly name: string; close(): Promise<void> };

const say = (sentence: string) => console.log(sentence);

/** Most of the program: loaded while the database starts, since each takes as long as the other. */
const loadApp = () => import('./app.ts');

/**
 * Starts everything in order, if the port is free: database, schema, services, HTTP. What was started is ended again when a later
 * step fails.
 * @throws ConfigError or StartError with sentences for the console.
 */
export async function start(env: Env, log = say): Promise<Running> {
  const config = loadConfig(env);
  const closers: Closer[] = [];
  const stop = once(() => closeAll(closers));
  try {
    await assertListenable(config.listen);
    await ensureKeyFolder(config);
    const databases = await openDatabases(config, log, () => void loadApp().catch(() => undefined));
    closers.push({ name: 'database', close: databases.stop });
    const applied = await ensureSchema(databases.urls);
    if (applied.length > 0) log(`Brought the database forward by ${applied.length} migrations.`);
    const { buildApp, consoleLinks } = await loadApp();
    const app = await buildApp(config, {
      databaseUrl: databases.urls.app,
      sealerUrl: databases.urls.sealer,
      ...(databases.urls.operator !== undefined && { operatorCommand: commandSpawner(env) }),
    });
    closers.push({ name: 'server', close: () => app.close() });
    await listen(app, config);
    const { errors } = app.services;
    const report = async (error: unknown) => {
      errors.report(error, { kind: 'process', place: 'process' });
      await errors.drain();
    };
    return { config, ...(await consoleLinks(app.services)), report, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function listen(app: App, { listen: address }: Config): Promise<void> {
  try {
    await app.http.listen({ ...address });
  } catch (error) {
    // Someone took the port since it was tried.
    throw explainListening(error, address);
  }
}

/** Last opened, first closed. One that fails does not keep the others open. */
async function closeAll(closers: Closer[]): Promise<void> {
  for (const { name, close } of closers.splice(0).reverse()) {
    await close().catch((error) =>
      console.error(`The ${name} did not close cleanly: ${explainFailure(error)}`),
    );
  }
}

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => {
    running ??= work();
    return running;
  };
}

/** For the report of an error that ends the process: milliseconds. */
const REPORT_PATIENCE = 3_000;

/** Longer than the database takes to end in good order: milliseconds. */
const STOP_PATIENCE = 25_000;

/** The whole life of the process: start, say where, wait for a signal, stop. Gives the exit code. */
export async function main(env: Env): Promise<number> {
  // Asked for before the start, so that Ctrl-C while starting ends what is half up, too.
  const asked = new Promise<void>((resolve) => {
    process.on('SIGINT', resolve).on('SIGTERM', resolve);
  });
  try {
    const running = await start(env);
    announce(running);
    process.on('uncaughtException', (error) => void giveUp(running, error));
    await asked;
    say('Stopping.');
    setTimeout(() => process.exit(1), STOP_PATIENCE).unref();
    await running.stop();
    return 0;
  } catch (error) {
    console.error(explainFailure(error));
    return 1;
  }
}

/** Nobody knows in which state the process is now: it tells why and ends. */
async function giveUp(running: Running, error: unknown): Promise<void> {
  console.error(explainFailure(error));
  setTimeout(() => process.exit(1), REPORT_PATIENCE).unref();
  await running.report(error);
  process.exit(1);
}

/** In one piece: whoever reads that it is ready has the links as well. */
function announce({ config, setupLink, kitLink }: Running): void {
  const lines = [`Caseward is ready at ${config.publicUrl}`];
  if (setupLink !== undefined)
    lines.push(
      `Nobody has an account yet. Open this link within an hour to make the first workspace:\n  ${setupLink}`,
    );
  if (kitLink !== undefined)
    lines.push(
      `The set-up is not done: the recovery kit is not confirmed to be on paper. An admin opens this link within an hour:\n  ${kitLink}`,
    );
  say(lines.join('\n'));
}

if (import.meta.main) process.exit(await main(processEnv()));
