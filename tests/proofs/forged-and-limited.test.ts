import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ProofFailure } from '#proofs/failure.ts';
import type { ProbeContext } from '#proofs/probe-context.ts';
import { changesNeedTheirOwnPage } from '#proofs/probes/browser.ts';
import { rateClasses } from '#server/http/rate-classes.ts';
import { type ProbeApp, startProbeApp } from './probe-app.ts';

let probe: ProbeApp;
before(async () => {
  probe = await startProbeApp();
});
after(() => probe.close());

const report = { method: 'POST', path: '/api/v1/vulnerability-reports', body: {}, impatient: true } as const;

test('a limit of an hour that is used up does not break the proof of forged requests', () =>
  probe.tryWith({}, async (context) => {
    const statuses: number[] = [];
    for (let i = 0; i <= rateClasses.report.limit; i += 1) statuses.push((await context.call(report)).status);
    assert.equal(statuses.at(-1), 429);
    await changesNeedTheirOwnPage(context);
  }));

test('control: where every change is limited, nothing was shown', () =>
  probe.tryWith({}, async (context) => {
    const call: ProbeContext['call'] = async (asked) => {
      const reply = await context.call(asked);
      return (asked.method ?? 'GET') === 'GET' ? reply : { ...reply, status: 429 };
    };
    await assert.rejects(changesNeedTheirOwnPage({ ...context, call }), ProofFailure);
  }));
