/** One piece of work: a request or a job. Names of routes and queues, never content, addresses or people. */
export interface Span {
  readonly kind: 'request' | 'job';
  readonly name: string;
  /** Of a UUID: the id that the log and the reply name too. */
  readonly id: string;
  readonly startedAt: Date;
  readonly ms: number;
  readonly failed: boolean;
  readonly attributes: Readonly<Record<string, string | number>>;
}

/** SPAN_KIND_SERVER and SPAN_KIND_CONSUMER. */
const KINDS = { request: 2, job: 5 } as const;
const STATUS_ERROR = 2;
const NANOSECONDS = 1_000_000n;

/** The body of an export (OTLP 1.x, ExportTraceServiceRequest in its JSON form). */
export function tracesBody(spans: readonly Span[], version: string): object {
  const attributes = attributesOf({ 'service.name': 'caseward', 'service.version': version });
  return {
    resourceSpans: [
      {
        resource: { attributes },
        scopeSpans: [{ scope: { name: 'caseward', version }, spans: spans.map(written) }],
      },
    ],
  };
}

function written({ kind, name, id, startedAt, ms, failed, attributes }: Span): object {
  const trace = id.replaceAll('-', '');
  const start = BigInt(startedAt.getTime()) * NANOSECONDS;
  return {
    traceId: trace,
    spanId: trace.slice(16),
    name,
    kind: KINDS[kind],
    startTimeUnixNano: String(start),
    endTimeUnixNano: String(start + BigInt(Math.round(ms * 1_000_000))),
    attributes: attributesOf(attributes),
    status: failed ? { code: STATUS_ERROR } : {},
  };
}

function attributesOf(attributes: Readonly<Record<string, string | number>>): object[] {
  return Object.entries(attributes).map(([key, value]) => ({
    key,
    value: typeof value === 'string' ? { stringValue: value } : { intValue: String(value) },
  }));
}
