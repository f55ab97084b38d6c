import assert from 'node:assert/strict';
import { test } from 'node:test';
import { auditVerdict } from './audit-verdict.ts';

const found = (severity: string) =>
  JSON.stringify({
    vulnerabilities: {
      left: {
        name: 'left',
        severity,
        via: [{ title: 'Reads too far', url: 'https://advisory.test/1', severity }],
      },
    },
  });

test('an advisory of moderate severity or worse is a problem', () => {
  for (const severity of ['moderate', 'high', 'critical']) {
    assert.deepEqual(auditVerdict(found(severity)), {
      kind: 'known',
      problems: [`left (${severity}): Reads too far https://advisory.test/1`],
    });
  }
});

test('a low one, or none, is no problem', () => {
  assert.deepEqual(auditVerdict(found('low')), { kind: 'known', problems: [] });
  assert.deepEqual(auditVerdict('{"vulnerabilities":{}}'), { kind: 'known', problems: [] });
});

for (const printed of ['', 'null', '{"vulnerabilities":3}', '<html>', found('unheard of')]) {
  test(`nothing is known from ${JSON.stringify(printed).slice(0, 30)}`, () => {
    assert.equal(auditVerdict(printed).kind, 'unknown');
  });
}

test('a registry that refuses gives the reason', () => {
  assert.deepEqual(auditVerdict('{"message":"405 Method Not Allowed"}'), {
    kind: 'unknown',
    reason: '405 Method Not Allowed',
  });
});
