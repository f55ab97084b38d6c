import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { settings } from '#server/config/settings.ts';
import { settingsPage } from '../../scripts/settings-page.ts';

test('the configuration page is the one the settings make, and names each of them', async () => {
  const page = await readFile(new URL('../../docs/operations/configuration.md', import.meta.url), 'utf8');
  assert.equal(page, settingsPage());
  for (const name of Object.keys(settings)) assert.ok(page.includes(`### \`${name}\``), name);
});
