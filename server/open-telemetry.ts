import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Build } from '#contracts/trust.ts';
import type { Config } from '#server/config.ts';
import { readHealth } from '#server/features/health/index.ts';
import type { RequestOutcome } from '#server/http/request-telemetry.ts';
import {
  createMetrics,
  type Metrics,
  openTraces,
  serveMetrics,
  type Traces,
} from '#server/platform/telemetry/index.ts';
import { equalSecrets, newId } from '#server/security/crypto/index.ts';
import type { Services } from '#server/security/services.ts';

/** What came of one job. */
export interface JobOutcome {
  readonly queue: string;
  readonly ms: number;
  readonly failed: boolean;
}

/** Counts and traces what this node does; nothing of it where neither was asked for. */
export interface Telemetry {
  request(outcome: RequestOutcome): void;
  job(outcome: JobOutcome): void;
  /** Begins to answer at the address for metrics. */
  serve(services: Services): Promise<void>;
  /** Where it answers; undefined where nobody may ask. */
  metricsPort(): number | undefined;
  close(): Promise<void>;
}

/** Undefined where the settings ask for neither metrics nor traces. */
export function openTelemetry({ metrics: at, tracesUrl }: Config, build: Build): Telemetry | undefined {
  if (at === undefined && tracesUrl === undefined) return undefined;
  const metrics = createMetrics();
  const traces =
    tracesUrl === undefined ? undefined : openTraces({ endpoint: tracesUrl, version: build.version });
  const delay = monitorEventLoopDelay();
  let server: Awaited<ReturnType<typeof serveMetrics>> | undefined;
  return {
    request: (outcome) => tellOfRequest(metrics, traces, outcome),
    job: (outcome) => tellOfJob(metrics, traces, outcome),
    metricsPort: () => server?.port,
    async serve(services) {
      if (at === undefined) return;
      delay.enable();
      gauges(metrics, services, { build, delay, traces });
      const { token } = at;
      server = await serveMetrics(
        metrics,
        at,
        (authorization) => token === undefined || equalSecrets(authorization ?? '', `Bearer ${token}`),
      );
    },
    async close() {
      delay.disable();
      await server?.close();
      await traces?.drain();
    },
  };
}

function tellOfRequest(metrics: Metrics, traces: Traces | undefined, outcome: RequestOutcome): void {
  const { id, method, route, status, ms } = outcome;
  metrics.count('caseward_http_requests_total', 'Requests that were answered.', {
    method,
    route,
    status: String(status),
  });
  metrics.observe('caseward_http_request_seconds', 'Time to the end of a reply.', ms / 1_000, {
    method,
    route,
  });
  traces?.add({
    kind: 'request',
    name: `${method} ${route}`,
    id,
    startedAt: new Date(Date.now() - ms),
    ms,
    failed: status >= 500,
    attributes: { 'http.request.method': method, 'http.route': route, 'http.response.status_code': status },
  });
}

function tellOfJob(metrics: Metrics, traces: Traces | undefined, { queue, ms, failed }: JobOutcome): void {
  const outcome = failed ? 'failed' : 'done';
  metrics.count('caseward_jobs_total', 'Jobs that ended on this node.', { queue, outcome });
  metrics.observe('caseward_job_seconds', 'Time a job took.', ms / 1_000, { queue });
  traces?.add({
    kind: 'job',
    name: `job ${queue}`,
    id: newId(),
    startedAt: new Date(Date.now() - ms),
    ms,
    failed,
    attributes: { 'messaging.destination.name': queue },
  });
}

interface Around {
  readonly build: Build;
  readonly delay: ReturnType<typeof monitorEventLoopDelay>;
  readonly traces: Traces | undefined;
}

const STATES = { ok: 1, off: 1, degraded: 0.5, down: 0 } as const;

function gauges(metrics: Metrics, services: Services, { build, delay, traces }: Around): void {
  const { pool } = services.db;
  const one = (value: number) => [{ value }];
  metrics.gauge('caseward_build_info', 'The build that runs.', () => [
    { value: 1, labels: { version: build.version, commit: build.commit.slice(0, 12) } },
  ]);
  metrics.gauge('caseward_database_connections', 'Connections of this node, by what they do.', () => [
    { value: pool.totalCount - pool.idleCount, labels: { state: 'busy' } },
    { value: pool.idleCount, labels: { state: 'idle' } },
    { value: pool.waitingCount, labels: { state: 'waited_for' } },
  ]);
  metrics.gauge('caseward_health', 'Parts of the deployment: 1 well, 0.5 degraded, 0 down.', async () => {
    const { checks } = await readHealth(services);
    return checks.map(({ name, status }) => ({ value: STATES[status], labels: { part: name } }));
  });
  metrics.gauge('caseward_spans_dropped', 'Spans that could not be delivered.', () =>
    one(traces?.dropped() ?? 0),
  );
  metrics.gauge(
    'caseward_event_loop_delay_seconds',
    'How late this node comes to its work, worst of 100.',
    () => {
      const late = delay.percentile(99) / 1e9;
      delay.reset();
      return one(late);
    },
  );
  metrics.gauge('process_resident_memory_bytes', 'Memory of the process.', () =>
    one(process.memoryUsage.rss()),
  );
  metrics.gauge('process_cpu_seconds_total', 'Time on processors.', () => {
    const { user, system } = process.cpuUsage();
    return one((user + system) / 1e6);
  });
  metrics.gauge('process_uptime_seconds', 'Time since the start.', () => one(process.uptime()));
}
