import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ANY, auditFilterOf, isAskable } from './audit-filter.ts';

test('an empty form asks for everything', () => {
  assert.deepEqual(auditFilterOf(ANY), {});
});

test('both days are included', () => {
  const { period } = auditFilterOf({ ...ANY, from: '2026-05-01', to: '2026-05-01' });
  assert.equal(Date.parse(period?.to ?? '') - Date.parse(period?.from ?? ''), 86_400_000);
});

test('a target is a kind of record, or one record by its id', () => {
  assert.deepEqual(auditFilterOf({ ...ANY, target: ' Api token ' }), { targetKinds: ['api-token'] });
  const id = 'b3d2f6a4-5c1e-4f0a-9d7b-0a1b2c3d4e5f';
  assert.deepEqual(auditFilterOf({ ...ANY, target: id.toUpperCase() }), { targetId: id });
});

test('an address is asked for once it is one', () => {
  assert.deepEqual(auditFilterOf({ ...ANY, ip: ' 203.0.113.7 ' }), { ip: '203.0.113.7' });
  for (const ip of ['', '203.0.113.7', '203.0.113.0/24', '2001:db8::/32'])
    assert.ok(isAskable({ ...ANY, ip }), ip);
  for (const ip of ['203.', '203.0.113', 'office']) assert.ok(!isAskable({ ...ANY, ip }), ip);
  assert.ok(!isAskable({ ...ANY, target: 'a=b' }));
});
