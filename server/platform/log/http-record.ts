/** What of a request is logged: never its path, query, headers or body, which hold what people typed. */
export function requestRecord(request: unknown): Record<string, unknown> {
  return {
    method: text(request, 'method'),
    route: text(property(request, 'routeOptions'), 'url') ?? '(no route)',
    length: digits(property(property(request, 'headers'), 'content-length')),
    site: fetchSite(property(property(request, 'headers'), 'sec-fetch-site')),
  };
}

/** What of a reply is logged. */
export function replyRecord(reply: unknown): Record<string, unknown> {
  const status = property(reply, 'statusCode');
  return { status: typeof status === 'number' ? status : undefined };
}

const fetchSites: ReadonlySet<unknown> = new Set(['same-origin', 'same-site', 'cross-site', 'none']);

function fetchSite(value: unknown): unknown {
  return fetchSites.has(value) ? value : undefined;
}

function digits(value: unknown): number | undefined {
  return typeof value === 'string' && /^\d{1,12}$/.test(value) ? Number(value) : undefined;
}

function text(object: unknown, name: string): string | undefined {
  const value = property(object, name);
  return typeof value === 'string' ? value : undefined;
}

function property(object: unknown, name: string): unknown {
  return typeof object === 'object' && object !== null ? Reflect.get(object, name) : undefined;
}
