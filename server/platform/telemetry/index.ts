export { createMetrics, type Metrics } from './metrics.ts';
export { type MetricsServer, serveMetrics } from './metrics-server.ts';
export { openTraces, type Traces } from './traces.ts';
