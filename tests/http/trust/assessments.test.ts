import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { AsvsPage, Soc2Page } from '#contracts/assessments.ts';
import { startTestApp, type TestApp } from '#tests/support/app.ts';

let app: TestApp;
before(async () => {
  app = await startTestApp();
});
after(() => app.close());

test('anyone reads every answer to ASVS, gaps included, and every SOC 2 criterion', async () => {
  const read = async (path: string) => (await fetch(`${app.url}/api/v1/trust/${path}`)).json();
  const asvs = AsvsPage.parse(await read('asvs'));
  assert.equal(asvs.items.length, 253);
  assert.ok(
    asvs.items.some(({ status }) => status === 'not met'),
    'gaps are told',
  );
  assert.equal(Soc2Page.parse(await read('soc2')).items.length, 61);
});
