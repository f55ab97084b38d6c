import { weaknessOf } from './secret.rules.ts';
import { hostAndPort, optionalText, setting, urlWith } from './setting.ts';

/** Whether the address is one that only this machine reaches. */
export const isLoopback = (host: string): boolean => /^(?:127\.\d+\.\d+\.\d+|::1|localhost)$/.test(host);

/** What may be looked at from beside: nothing, unless asked for. */
export const telemetrySettings = {
  CASEWARD_METRICS_ADDRESS: setting({
    about:
      'Where metrics are read, at /metrics of an address of its own, as Prometheus does. Names of routes and queues, never a person or a workspace. An address that other machines reach needs CASEWARD_METRICS_TOKEN.',
    default: 'none: nobody can read them',
    example: '127.0.0.1:9464',
    schema: hostAndPort,
  }),
  CASEWARD_METRICS_TOKEN: setting({
    about: 'Whoever reads the metrics has to send this as a bearer token.',
    default: 'none',
    example: 'change-me',
    secret: true,
    schema: optionalText,
    unsafeInProduction: (value) => (value === undefined ? undefined : weaknessOf(value)),
  }),
  CASEWARD_TRACES_URL: setting({
    about:
      'A collector that takes traces by OTLP over HTTP, as JSON, without its /v1/traces. A span tells method, route, status and time of a request, or the queue of a job.',
    default: 'none: nothing is sent to anybody',
    example: 'http://127.0.0.1:4318',
    schema: urlWith(['http:', 'https:']),
    unsafeInProduction: (value) => {
      const url = value === undefined ? null : URL.parse(value);
      if (url === null || url.protocol === 'https:') return undefined;
      return isLoopback(url.hostname.replace(/^\[(.*)\]$/, '$1')) ? undefined : 'must begin with https://';
    },
  }),
};
