import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '#server/platform/db/embedded.port.ts';
import { makeFolder, postmasterOf, removeFolder } from './embedded-process.ts';

test('npm ended by a service manager takes the server and its database along', {
  timeout: 180_000,
}, async (context) => {
  const folder = await makeFolder();
  context.after(() => removeFolder(folder));
  const data = `${folder}/data`;
  const npm = spawn('npm', ['start'], {
    cwd: fileURLToPath(new URL('../../', import.meta.url)),
    env: {
      PATH: process.env.PATH,
      PORT: String(await freePort()),
      CASEWARD_DATA: data,
      CASEWARD_ROOT_KEY_FILE: `${folder}/keys/root.key`,
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  context.after(() => npm.kill('SIGTERM'));
  let output = '';
  npm.stdout.on('data', (chunk) => {
    output += chunk;
  });
  while (!output.includes('is ready at')) {
    if (npm.exitCode !== null) throw new Error(`It ended: ${output}`);
    await sleep(50);
  }
  const database = await postmasterOf(data);
  assert.notEqual(database, undefined);
  npm.kill('SIGTERM');
  // Whoever writes to it is alive: the pipe closes with the last of them.
  await once(npm.stdout, 'close');
  assert.equal(await postmasterOf(data), undefined);
});
