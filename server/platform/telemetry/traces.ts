import { type Span, tracesBody } from './otlp.ts';

export type { Span } from './otlp.ts';

/** Sends spans to a collector by OTLP over HTTP, as JSON. */
export interface Traces {
  /** Queues and never waits; what does not fit is dropped and counted. */
  add(span: Span): void;
  /** Spans that were dropped or could not be delivered. */
  dropped(): number;
  /** Sends what waits, and stops. */
  drain(): Promise<void>;
}

export interface TraceOptions {
  /** The collector, without `/v1/traces`. */
  readonly endpoint: string;
  readonly version: string;
  /** Between two deliveries, ms. */
  readonly pause?: number;
}

const MOST_WAITING = 2_048;
const AT_ONCE = 512;
const PAUSE_MS = 5_000;
const PATIENCE_MS = 5_000;

export function openTraces({ endpoint, version, pause = PAUSE_MS }: TraceOptions): Traces {
  const waiting: Span[] = [];
  let lost = 0;
  let underWay = Promise.resolve();
  const timer = setInterval(() => void deliver(), pause);
  timer.unref();

  function deliver(): Promise<void> {
    underWay = underWay.then(async () => {
      while (waiting.length > 0) {
        const spans = waiting.splice(0, AT_ONCE);
        await send(spans).catch(() => {
          lost += spans.length;
        });
      }
    });
    return underWay;
  }

  async function send(spans: readonly Span[]): Promise<void> {
    const reply = await fetch(`${endpoint}/v1/traces`, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
      headers: { 'content-type': 'application/json', 'user-agent': 'Caseward' },
      body: JSON.stringify(tracesBody(spans, version)),
    });
    await reply.body?.cancel();
    if (!reply.ok) throw new Error(`answered ${reply.status}`);
  }

  return {
    add(span) {
      if (waiting.length >= MOST_WAITING) lost += 1;
      else waiting.push(span);
    },
    dropped: () => lost,
    async drain() {
      clearInterval(timer);
      await deliver();
    },
  };
}
