/** Where reports go, as a Sentry DSN says it: `https://KEY@host/path/PROJECT`. */
export interface ReportTarget {
  /** The envelope endpoint of the project. */
  readonly url: string;
  readonly publicKey: string;
}

/** The target of a DSN, or undefined for a text that is none. A secret part, which old DSNs have, is left out. */
export function parseDsn(dsn: string): ReportTarget | undefined {
  const parsed = URL.parse(dsn);
  if (parsed === null || !['http:', 'https:'].includes(parsed.protocol)) return undefined;
  const [, path = '', project] = /^(.*)\/(\d{1,20})$/.exec(parsed.pathname) ?? [];
  if (!/^[\w-]{1,64}$/.test(parsed.username) || project === undefined) return undefined;
  if (parsed.search !== '' || parsed.hash !== '') return undefined;
  return { url: `${parsed.origin}${path}/api/${project}/envelope/`, publicKey: parsed.username };
}
