import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadConfig } from '#server/config.ts';
import { nodeEnvironment, nodeFlags } from '../../scripts/node-flags.mjs';

const read = (path: string) => readFileSync(join(import.meta.dirname, '../../deploy', path), 'utf8');
const valuesOf = (text: string) =>
  Object.fromEntries(
    [...text.matchAll(/^#?([A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [
      name,
      value.replace(/^'(.*)'$/, '$1'),
    ]),
  );

test('the settings of the server that ship are those of a production that starts, once its relay is known', () => {
  const values = valuesOf(read('server.env.example'));
  assert.throws(() => loadConfig(values), /SMTP_URL must be set/);
  const config = loadConfig({ ...values, SMTP_URL: 'smtps://mailer:J8vq2Lm4Xw9zRt6B@smtp.example.org' });
  assert.ok(config.production);
  assert.deepEqual(config.trustedProxies, ['127.0.0.1']);
});

test('each setting of the edge is one that its configuration reads', () => {
  const edge = read('Caddyfile');
  const names = Object.keys(valuesOf(read('edge.env.example')));
  assert.ok(names.length >= 4);
  for (const name of names) assert.match(edge, new RegExp(`\\{\\$${name}[:}]`), name);
  assert.match(
    edge,
    new RegExp(`\\{\\$CASEWARD_NODES:127\\.0\\.0\\.1:${valuesOf(read('server.env.example')).PORT}\\}`),
  );
});

test('the service runs the server as npm start does', () => {
  const unit = read('systemd/caseward.service');
  assert.ok(unit.includes(`/node ${nodeFlags.join(' ')} server/main.ts\n`));
  for (const [name, value] of Object.entries(nodeEnvironment))
    assert.ok(unit.includes(` ${name}=${value} `) || unit.includes(`=${name}=${value} `), name);
});
