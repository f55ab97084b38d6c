/** The labels of one series: names of routes, methods, queues; never anything of a person. */
export type Labels = Readonly<Record<string, string>>;

/** Counts and times as Prometheus reads them (text exposition format 0.0.4). */
export interface Metrics {
  /** Only grows. */
  count(name: string, help: string, labels?: Labels): void;
  /** `seconds` that something took, sorted into buckets. */
  observe(name: string, help: string, seconds: number, labels?: Labels): void;
  /** Asked for whenever somebody reads; a value that cannot be had is left out. */
  gauge(name: string, help: string, read: () => Promise<readonly Reading[]> | readonly Reading[]): void;
  text(): Promise<string>;
}

export interface Reading {
  readonly value: number;
  readonly labels?: Labels;
}

interface Histogram {
  readonly buckets: number[];
  sum: number;
  count: number;
}

interface Family<S> {
  readonly help: string;
  readonly series: Map<string, S>;
}

/** Upper ends of the buckets, seconds. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;
/** Series of one name at most: a label that takes any value must not fill the memory. */
const MOST_SERIES = 5_000;

export function createMetrics(): Metrics {
  const counters = new Map<string, Family<{ value: number }>>();
  const histograms = new Map<string, Family<Histogram>>();
  const gauges = new Map<
    string,
    { help: string; read: () => Promise<readonly Reading[]> | readonly Reading[] }
  >();
  return {
    count(name, help, labels = {}) {
      const series = seriesOf(counters, name, help, labels, () => ({ value: 0 }));
      if (series !== undefined) series.value += 1;
    },
    observe(name, help, seconds, labels = {}) {
      const fresh = (): Histogram => ({ buckets: BUCKETS.map(() => 0), sum: 0, count: 0 });
      const series = seriesOf(histograms, name, help, labels, fresh);
      if (series !== undefined) observeIn(series, seconds);
    },
    gauge(name, help, read) {
      gauges.set(name, { help, read });
    },
    async text() {
      const lines = [...counterLines(counters), ...histogramLines(histograms)];
      for (const [name, { help, read }] of gauges) {
        const readings = await Promise.resolve()
          .then(read)
          .catch(() => []);
        lines.push(...headLines(name, help, 'gauge'));
        for (const { value, labels = {} } of readings) lines.push(`${name}${written(labels)} ${value}`);
      }
      return `${lines.join('\n')}\n`;
    },
  };
}

function seriesOf<S>(
  families: Map<string, Family<S>>,
  name: string,
  help: string,
  labels: Labels,
  fresh: () => S,
): S | undefined {
  const family = families.get(name) ?? { help, series: new Map<string, S>() };
  families.set(name, family);
  const key = written(labels);
  const known = family.series.get(key);
  if (known !== undefined || family.series.size >= MOST_SERIES) return known;
  const made = fresh();
  family.series.set(key, made);
  return made;
}

function observeIn(series: Histogram, seconds: number): void {
  series.sum += seconds;
  series.count += 1;
  for (const [index, end] of BUCKETS.entries()) {
    if (seconds <= end) series.buckets[index] = (series.buckets[index] ?? 0) + 1;
  }
}

function counterLines(families: ReadonlyMap<string, Family<{ value: number }>>): string[] {
  return [...families].flatMap(([name, { help, series }]) => [
    ...headLines(name, help, 'counter'),
    ...[...series].map(([labels, { value }]) => `${name}${labels} ${value}`),
  ]);
}

function histogramLines(families: ReadonlyMap<string, Family<Histogram>>): string[] {
  return [...families].flatMap(([name, { help, series }]) => [
    ...headLines(name, help, 'histogram'),
    ...[...series].flatMap(([labels, { buckets, sum, count }]) => [
      ...BUCKETS.map((end, index) => `${name}_bucket${within(labels, String(end))} ${buckets[index]}`),
      `${name}_bucket${within(labels, '+Inf')} ${count}`,
      `${name}_sum${labels} ${sum}`,
      `${name}_count${labels} ${count}`,
    ]),
  ]);
}

function headLines(name: string, help: string, type: string): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];
}

/** `{route="/x",method="GET"}`, or nothing. */
function written(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function within(labels: string, end: string): string {
  return labels === '' ? `{le="${end}"}` : `${labels.slice(0, -1)},le="${end}"}`;
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
