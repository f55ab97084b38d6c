import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ProofFailure } from '#proofs/failure.ts';
import { trials } from '#proofs/prove.ts';
import { registry } from '#proofs/registry.ts';
import { sabotageNames } from '#proofs/sabotage-names.ts';
import { type ProbeApp, startProbeApp } from './probe-app.ts';
import { sabotages } from './sabotages/index.ts';

const all = trials(registry);

describe('every live proof holds for the app as it is', () => {
  let healthy: ProbeApp;
  before(async () => {
    healthy = await startProbeApp();
  });
  after(() => healthy.close());

  for (const { claim, proof } of all) {
    it(`${claim}: ${proof.name}`, () => healthy.tryWith({}, proof.run));
  }
});

// A twin changed at its door alone is the healthy app behind that door.
const rebuilt = sabotageNames.filter((name) => !sabotages[name].rewrite && !sabotages[name].edge);

describe('every live proof fails when its wall is down', () => {
  let healthy: ProbeApp;
  before(async () => {
    healthy = await startProbeApp();
  });
  after(() => healthy.close());

  for (const { claim, proof } of all.filter(({ proof }) => !rebuilt.includes(proof.sabotage))) {
    it(`${claim}: ${proof.name}, with ${proof.sabotage}`, () => goesRed(healthy, proof));
  }
});

for (const name of rebuilt) {
  const fallen = all.filter(({ proof }) => proof.sabotage === name);
  if (fallen.length === 0) continue;
  describe(`with ${name}`, () => {
    let twin: ProbeApp;
    before(async () => {
      twin = await startProbeApp(sabotages[name]);
    });
    after(() => twin.close());

    for (const { claim, proof } of fallen) {
      it(`${claim} fails: ${proof.name}`, () => goesRed(twin, proof));
    }
  });
}

it('no sabotage is left that no proof needs', () => {
  const needed = new Set(all.map(({ proof }) => proof.sabotage));
  assert.deepEqual(
    sabotageNames.filter((name) => !needed.has(name)),
    [],
  );
});

/** The proof has to see the broken promise; a probe that trips over something else has proven nothing. */
async function goesRed(app: ProbeApp, proof: (typeof all)[number]['proof']): Promise<void> {
  await assert.rejects(app.tryWith(sabotages[proof.sabotage], proof.run), ProofFailure);
}
