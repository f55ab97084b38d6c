import { after, describe } from 'node:test';
import { pathToFileURL } from 'node:url';

/** Runs the test files it is given one after the other in this process, each as a suite of its path. */
for (const file of process.argv.slice(2)) {
  const { promise, resolve } = Promise.withResolvers<void>();
  describe(file, async () => {
    try {
      await import(pathToFileURL(file).href);
    } finally {
      // Behind the file's own: what it opened is closed before the next one begins.
      after(() => resolve());
    }
  });
  await promise;
}
