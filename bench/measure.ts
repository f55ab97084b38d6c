import autocannon, { type Request } from 'autocannon';
import { databaseCpu } from './database-usage.ts';
import type { MeasuredServer } from './measured-server.ts';

export interface Slice {
  /** Answers with a 2xx status, per second. */
  readonly rate: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** Processor time of the server for one answer, in microseconds. */
  readonly cpu: number;
  /** The same of the database; 0 where it cannot be told. */
  readonly databaseCpu: number;
  /** Bytes of one answer, headers included. */
  readonly bytes: number;
}

export interface Load {
  readonly connections: number;
  readonly seconds: number;
  /** Answers to wait for, in place of a time. */
  readonly amount?: number;
  /** The process id of the database. */
  readonly postmaster: number;
}

// Shares no factor with the number of requests or of workspaces.
const STRIDE = 37;

/**
 * Loads one server for a while.
 * @throws an Error when an answer was not a success: such a figure would mean nothing.
 */
export async function measure(
  server: MeasuredServer,
  requests: readonly Request[],
  { connections, seconds, amount, postmaster }: Load,
): Promise<Slice> {
  const [before, databaseBefore] = await Promise.all([server.usage(), databaseCpu(postmaster)]);
  const times: number[] = [];
  let begun = 0;
  const run = autocannon({
    url: server.url,
    connections,
    ...(amount === undefined ? { duration: seconds } : { amount }),
    requests,
    // Each connection begins elsewhere, at another workspace too; otherwise all would ask for the same at once.
    setupClient(client) {
      begun += 1;
      const start = (begun * STRIDE) % requests.length;
      client.setRequests([...requests.slice(start), ...requests.slice(0, start)]);
    },
  });
  run.on('response', (_client, _status, _bytes, milliseconds) => void times.push(milliseconds));
  const result = await run;
  const [after, databaseAfter] = await Promise.all([server.usage(), databaseCpu(postmaster)]);
  const good = result['2xx'];
  if (result.non2xx + result.errors + result.timeouts > 0 || good === 0)
    throw new Error(
      `of the answers to ${requests[0]?.method} ${requests[0]?.path} ${result.non2xx} were refusals, ${result.errors} errors, ${good} good`,
    );
  times.sort((one, other) => one - other);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return {
    rate: good / result.duration,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    cpu: (after.cpu - before.cpu) / good,
    databaseCpu: ((databaseAfter ?? 0) - (databaseBefore ?? 0)) / good,
    bytes: result.throughput.total / good,
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
