import type { Clock } from '#server/platform/clock/index.ts';
import { parseDsn, type ReportTarget } from './dsn.ts';
import { envelopeOf } from './envelope.ts';
import { eventOf, type Occasion, type ScrubbedError } from './event.ts';

export { parseDsn } from './dsn.ts';
export type { Occasion, ScrubbedError } from './event.ts';

/** Tells a service that speaks the Sentry protocol of errors nobody handled (claim FL-25). */
export interface ErrorReports {
  /** Scrubs, queues and sends. Never rejects and never waits: a report is not worth a request. */
  report(error: unknown, occasion: Occasion): void;
  /** Resolves when what is under way was sent or given up. */
  drain(): Promise<void>;
}

export interface ErrorReportOptions {
  /** Undefined sends nothing to anybody. */
  readonly dsn: string | undefined;
  readonly release: string;
  readonly environment: string;
  readonly clock: Clock;
  /** Takes out whatever may not leave. */
  readonly scrub: (error: unknown) => ScrubbedError;
  /** Told when a report could not be delivered. */
  readonly onLost: (reason: string) => void;
  /** ms for the whole delivery of one report. */
  readonly patience?: number;
}

/** Reports a minute at most, and under way at once: what fails a thousand times fails for one reason. */
const MOST_A_MINUTE = 30;
const MOST_UNDER_WAY = 10;
const MINUTE_MS = 60_000;
const PATIENCE_MS = 5_000;

const silent: ErrorReports = { report: () => undefined, drain: async () => undefined };

/** @throws RangeError for a DSN that is none. */
export function openErrorReports(options: ErrorReportOptions): ErrorReports {
  if (options.dsn === undefined) return silent;
  const target = parseDsn(options.dsn);
  if (target === undefined) throw new RangeError('the address for error reports is no DSN');
  return reportsTo(target, options);
}

function reportsTo(target: ReportTarget, options: ErrorReportOptions): ErrorReports {
  const { clock, onLost, patience = PATIENCE_MS } = options;
  const underWay = new Set<Promise<void>>();
  const sentAt: number[] = [];
  let quietUntil = 0;

  function mayReport(now: number): boolean {
    while (sentAt.length > 0 && now - (sentAt[0] ?? 0) >= MINUTE_MS) sentAt.shift();
    return now >= quietUntil && sentAt.length < MOST_A_MINUTE && underWay.size < MOST_UNDER_WAY;
  }

  async function deliver(envelope: string): Promise<void> {
    const reply = await fetch(target.url, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
      headers: {
        'content-type': 'application/x-sentry-envelope',
        'x-sentry-auth': `Sentry sentry_version=7, sentry_client=caseward/1, sentry_key=${target.publicKey}`,
        'user-agent': 'Caseward',
      },
      body: envelope,
    });
    await reply.body?.cancel();
    if (reply.status === 429) {
      const wait = Number(reply.headers.get('retry-after') ?? '60');
      quietUntil = clock.now().getTime() + (Number.isFinite(wait) ? wait : 60) * 1_000;
    }
    if (!reply.ok) throw new Error(`answered ${reply.status}`);
  }

  return {
    report(error, occasion) {
      const at = clock.now();
      if (!mayReport(at.getTime())) return;
      sentAt.push(at.getTime());
      const id = crypto.randomUUID().replaceAll('-', '');
      const { release, environment, scrub } = options;
      const event = eventOf(scrub(error), occasion, { id, at, release, environment });
      const delivery = deliver(envelopeOf(id, at, event))
        .catch((failure) => onLost(failure instanceof Error ? failure.message : 'unknown'))
        .finally(() => underWay.delete(delivery));
      underWay.add(delivery);
    },
    async drain() {
      await Promise.all(underWay);
    },
  };
}
