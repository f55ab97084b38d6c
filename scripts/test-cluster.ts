/**
 * A PostgreSQL for tests. `--keep` leaves one running, so that a single test file runs at once
 * (`npx node --test path/to/file.test.ts`); `--stop` ends it. Without either it runs until Ctrl-C.
 */
import { rm } from 'node:fs/promises';
import { clusterFile, readCluster, startCluster, stopCluster, writeCluster } from '#tests/support/cluster.ts';

const running = await readCluster();

if (process.argv.includes('--stop')) {
  if (running) await stopCluster(running);
  await rm(clusterFile(), { force: true });
  console.log(running ? 'The test cluster is stopped.' : 'No test cluster was running.');
} else if (running) {
  console.log(`A test cluster already runs, see ${clusterFile()}.`);
} else {
  const cluster = await startCluster();
  await writeCluster(cluster);
  console.log(`A test cluster runs, see ${clusterFile()}.`);
  if (!process.argv.includes('--keep')) {
    await new Promise((resolve) => {
      process.once('SIGINT', resolve).once('SIGTERM', resolve);
      setInterval(() => undefined, 1 << 30);
    });
    await stopCluster(cluster);
    await rm(clusterFile(), { force: true });
    process.exit(0);
  }
}
