import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { SubProcessors } from '#contracts/sub-processors.ts';
import { startTestApp, type TestApp } from '#tests/support/app.ts';

let app: TestApp;
before(async () => {
  app = await startTestApp({
    async rewire({ services }) {
      Object.assign(services, {
        outsidePlaces: [
          { use: 'files', host: 's3.eu-central-1.amazonaws.com', region: 'eu-central-1', standing: 'inside' },
          { use: 'mail', host: 'relay.example.org', region: null, standing: 'allowed' },
          { use: 'errors', host: 'notsentry.io', region: null, standing: 'unsaid' },
        ],
      });
    },
  });
});
after(() => app.close());

test('anyone reads whom data is given to, with the certifications, and no host', async () => {
  const reply = await fetch(`${app.url}/api/v1/trust/sub-processors`);
  assert.equal(reply.status, 200);
  const text = await reply.text();
  assert.ok(!text.includes('amazonaws.com"') && !text.includes('relay.example.org'));
  const { items } = SubProcessors.parse(JSON.parse(text));
  assert.deepEqual(
    items.map(({ use, standing, provider }) => [use, standing, provider?.name]),
    [
      ['files', 'inside', 'Amazon Web Services'],
      ['mail', 'allowed', undefined],
      ['errors', 'unsaid', undefined],
    ],
  );
  assert.ok(items[0]?.provider?.certifications.includes('ISO/IEC 27001'));
});
