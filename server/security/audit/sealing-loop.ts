import { type Reach, SEALED_AT_ONCE, type Sealer } from './sealer.ts';

export interface SealingOptions {
  readonly sealer: Pick<Sealer, 'sealOnce' | 'signRecords'>;
  /** Told after something was sealed. */
  readonly onSealed?: () => void;
  /** Told of a batch that failed; the loop goes on. */
  readonly onError: (error: unknown) => void;
  /** Rest between two looks, in ms. */
  readonly pause?: number;
  /** Every so many looks one goes back minutes, or through the whole log, for entries that were committed late. */
  readonly every?: Readonly<Record<Exclude<Reach, 'seconds'>, number>>;
  /** How many entries one look takes at most: then the next follows at once. */
  readonly batch?: number;
}

export interface SealingLoop {
  /** Ends after the batch under way. */
  stop(): Promise<void>;
}

const TEN_SECONDS = 10_000;

// A minute, an hour.
const LOOKS = { minutes: 6, whole: 360 } as const;

/** Seals whatever comes, on every node; among them one at a time does it. */
export function startSealing(options: SealingOptions): SealingLoop {
  const { sealer, onSealed, onError, pause = TEN_SECONDS, every = LOOKS, batch = SEALED_AT_ONCE } = options;
  let stopped = false;
  let wake: () => void = () => undefined;

  async function sealAll(reach: Reach): Promise<void> {
    let sealed = await sealer.sealOnce(reach);
    // What came while a smaller batch was sealed waits for the next look: each look has its price.
    const some = (sealed ?? 0) > 0;
    while (sealed === batch && !stopped) sealed = await sealer.sealOnce('seconds');
    if (some) onSealed?.();
  }

  async function loop(): Promise<void> {
    for (let look = 0; !stopped; look += 1) {
      await sealAll(reachOf(look)).catch(onError);
      await sealer.signRecords().catch(onError);
      if (!stopped) await rest();
    }
  }

  function reachOf(look: number): Reach {
    if (look % every.whole === 0) return 'whole';
    return look % every.minutes === 0 ? 'minutes' : 'seconds';
  }

  function rest(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, pause);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  const running = loop();
  return {
    async stop() {
      stopped = true;
      wake();
      await running;
    },
  };
}
