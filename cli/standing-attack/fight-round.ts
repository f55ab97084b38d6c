import { setTimeout as sleep } from 'node:timers/promises';
import type { LiveProof } from '#proofs/claim.ts';
import { ProofFailure } from '#proofs/failure.ts';
import { isolationClaims } from '#proofs/isolation.ts';
import type { ProbeContext } from '#proofs/probe-context.ts';
import { withProbeWorlds } from '#proofs/probe-worlds.ts';
import { trials } from '#proofs/prove.ts';
import type { Broken, FoughtRound } from '#server/operator/standing-attack/keep-round.ts';

/** Between two requests of a round, ms: it is a guest. */
const PAUSE_MS = 200;

export interface RoundOptions {
  readonly url: string;
  /** An operator's token for proof runs. */
  readonly token: string;
  /** How to wait, ms. */
  readonly wait?: (milliseconds: number) => unknown;
}

/**
 * One round: every probe of isolation, as one synthetic workspace against canary cases in another. Both are made for the
 * round and removed after it. Never rejects: a deployment that does not answer was not tried.
 */
export async function fightRound({ url, token, wait = sleep }: RoundOptions): Promise<FoughtRound> {
  const startedAt = new Date();
  const counted = { probes: 0, calls: 0 };
  const broken: Broken[] = [];
  let tripped = false;
  try {
    await withProbeWorlds(
      url,
      token,
      async (context) => {
        const paced = pace(context, wait, counted);
        for (const { claim, proof } of trials(isolationClaims)) {
          const saw = await attempt(proof, paced);
          if (saw === 'tripped') tripped = true;
          else counted.probes += 1;
          if (saw instanceof ProofFailure) broken.push({ claim, sentence: saw.message });
        }
      },
      { wait },
    );
  } catch {
    tripped = true;
  }
  return { startedAt, outcome: outcomeOf(broken, tripped), ...counted, broken };
}

function outcomeOf(broken: readonly Broken[], tripped: boolean): FoughtRound['outcome'] {
  if (broken.length > 0) return 'broken';
  return tripped ? 'not-tried' : 'held';
}

async function attempt(proof: LiveProof, context: ProbeContext): Promise<ProofFailure | 'held' | 'tripped'> {
  try {
    await proof.run(context);
    return 'held';
  } catch (error) {
    return error instanceof ProofFailure ? error : 'tripped';
  }
}

function pace(
  context: ProbeContext,
  wait: (milliseconds: number) => unknown,
  counted: { calls: number },
): ProbeContext {
  return {
    ...context,
    async call(call) {
      counted.calls += 1;
      await wait(PAUSE_MS);
      return context.call(call);
    },
  };
}
