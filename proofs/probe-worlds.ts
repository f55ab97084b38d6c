import { ProbeMails, ProbeWorlds } from '#contracts/probe-worlds.ts';
import { type DoorOptions, openDoor } from './door.ts';
import { type ClientOptions, httpClient } from './http-client.ts';
import type { ProbeCall, ProbeContext } from './probe-context.ts';

/** Raised when the deployment will not make throw-away workspaces; nothing has been tried then. */
export class NoProbeWorlds extends Error {
  override readonly name = 'NoProbeWorlds';
}

const NOT_REMOVED =
  'Two throw-away workspaces could not be removed; the deployment tries again once they expire, in half an hour';

/**
 * Makes two throw-away workspaces at `url` with an operator token (`caseward prove-token`), hands them to
 * `use`, and removes them whatever happens.
 */
export async function withProbeWorlds<T>(
  url: string,
  token: string,
  use: (context: ProbeContext) => Promise<T>,
  options: DoorOptions & ClientOptions & { readonly warn?: (sentence: string) => void } = {},
): Promise<T> {
  const client = httpClient(url, options);
  const operate = (call: ProbeCall) =>
    client.call({ ...call, headers: { authorization: `Bearer ${token}`, origin: null } });
  try {
    const made = await operate({ method: 'POST', path: '/api/v1/probe-worlds', body: {} });
    if (made.status !== 201) throw new NoProbeWorlds(refusal(made.status));
    const worlds = ProbeWorlds.parse(made.json);
    const own = `/api/v1/probe-worlds/${worlds.id}`;
    try {
      return await use({
        url,
        a: worlds.a,
        b: worlds.b,
        call: client.call,
        door: async () => openDoor(url, options),
        now: Date.now,
        mails: async () => ProbeMails.parse((await operate({ path: `${own}/mails` })).json).items,
      });
    } finally {
      const removed = await operate({ method: 'DELETE', path: own });
      if (removed.status >= 400) options.warn?.(`${NOT_REMOVED} (HTTP ${removed.status}).`);
    }
  } finally {
    client.close();
  }
}

function refusal(status: number): string {
  if (status === 401)
    return 'The token is not valid, or no longer: make a new one with `caseward prove-token`.';
  if (status === 429) return 'The deployment is asked too often. Try again in a minute.';
  return `The deployment did not make throw-away workspaces (HTTP ${status}).`;
}
