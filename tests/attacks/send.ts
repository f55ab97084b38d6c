import type { Route } from '#server/http/route.ts';
import type { Credentials, Json } from '#tests/support/client.ts';
import type { Prepared } from './recipe.ts';

export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Whoever sends: a session, an operator's token, or nobody. */
export type Sender = Credentials & { readonly bearer?: string };

/** The address of a route with these values in the place of its parameters. */
export function pathOf(url: string, params: Readonly<Record<string, string>>): string {
  return url.replace(/:(\w+)/g, (_, name: string) => params[name] ?? name);
}

const FORM = 'application/x-www-form-urlencoded';

/** Calls a route as prepared. A stream without an end is left as soon as it has begun. */
export async function send(
  origin: string,
  route: Pick<Route, 'method' | 'url' | 'reply' | 'form'>,
  { params = {}, body, bytes, headers = {} }: Prepared,
  { cookie, csrf = 'anonymous', bearer }: Sender,
): Promise<Answer> {
  const leave = new AbortController();
  const reply = await fetch(`${origin}${pathOf(route.url, params)}`, {
    method: route.method,
    redirect: 'manual',
    signal: leave.signal,
    headers: {
      'x-caseward-csrf': csrf,
      ...(cookie !== undefined && { cookie }),
      ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
      ...(body !== undefined && { 'content-type': route.form ? FORM : 'application/json' }),
      ...(bytes !== undefined && { 'content-type': 'application/octet-stream' }),
      ...headers,
    },
    ...(body !== undefined && {
      body: route.form ? asForm(body) : JSON.stringify(body),
    }),
    ...(bytes !== undefined && { body: Buffer.from(bytes) }),
  });
  if (route.reply.kind === 'stream' && reply.ok) {
    // One that ends is read to its end: what it notes on the way would fall into the next call.
    if (reply.headers.get('content-type')?.startsWith('text/event-stream')) leave.abort();
    else await reply.arrayBuffer();
    return { status: reply.status, text: '' };
  }
  return { status: reply.status, text: await reply.text() };
}

/** A form knows texts alone: everything else goes in as JSON would write it. */
function asForm(body: Json): string {
  const fields = Object.entries<Json>(Object(body)).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return String(new URLSearchParams(fields));
}

/** The status a route declares for a call that is let in. */
export function successOf({ reply }: Pick<Route, 'reply'>): number {
  if (reply.kind === 'empty') return 204;
  if (reply.kind === 'redirect') return 303;
  return reply.kind === 'json' ? reply.status : 200;
}
