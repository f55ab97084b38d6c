/**
 * Compares migrations/schema.sql and the generated row types with what the migrations really make.
 * `--write` brings both up to date; without it a difference is an error (exit code 1).
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { withClient } from '#tests/support/admin.ts';
import { withTestCluster } from '#tests/support/cluster.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { dumpSchema } from './schema/dump.ts';
import { describeRows } from './schema/rows.ts';

const root = new URL('../', import.meta.url);

const texts = await withTestCluster(async () => {
  const database = await createTestDatabase();
  try {
    return await withClient(database.adminUrl, async (client) => ({
      'migrations/schema.sql': await dumpSchema(client),
      'server/platform/db/rows.generated.ts': await describeRows(client),
    }));
  } finally {
    await database.drop();
  }
});

for (const [path, text] of Object.entries(texts)) {
  const file = new URL(path, root);
  if ((await readFile(file, 'utf8').catch(() => '')) === text) continue;
  if (process.argv.includes('--write')) {
    await mkdir(new URL('.', file), { recursive: true });
    await writeFile(file, text);
    console.log(`${path} is written.`);
  } else {
    console.error(`${path} does not match the migrations. Run: npm run schema -- --write`);
    process.exitCode = 1;
  }
}
