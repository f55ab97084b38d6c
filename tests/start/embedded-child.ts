/**
 * Starts the embedded database of the folder given, prints one line of JSON, and stops on SIGTERM.
 * A process of its own, so that tests can kill it or run it as another user.
 */
import { startEmbedded } from '#server/platform/db/embedded.ts';
import { StartError } from '#server/platform/start-error.ts';

const [dataDir = ''] = process.argv.slice(2);

try {
  const { adminUrl, stop } = await startEmbedded({ dataDir, log: () => {} });
  const alive = setInterval(() => {}, 60_000);
  process.once('SIGTERM', () => void stop().then(() => clearInterval(alive)));
  console.log(JSON.stringify({ adminUrl }));
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  console.log(JSON.stringify({ sentence: error.message }));
  process.exitCode = 1;
}
