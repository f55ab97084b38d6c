import type { Role } from '#contracts/common.ts';
import type { ProbeWorlds } from '#contracts/probe-worlds.ts';
import { makeProbeWorlds } from '#server/features/probe-worlds/index.ts';
import { startTestApp, type TestApp, type TestAppOptions } from './app.ts';
import { type Client, clientOf } from './client.ts';

export interface TestWorld {
  readonly test: TestApp;
  readonly a: Place;
  readonly b: Place;
  readonly anonymous: Client;
  close(): Promise<void>;
}

/** One workspace with a signed-in person per role. */
export interface Place {
  readonly workspaceId: string;
  /** The start of every path in this workspace. */
  readonly path: string;
  readonly people: ProbeWorlds['a']['people'];
  as(role: Role): Client;
}

/** The real app with two workspaces, A and B, and six signed-in people in each. */
export async function startTestWorld(options: TestAppOptions = {}): Promise<TestWorld> {
  const test = await startTestApp(options);
  const { a, b } = await makeProbeWorlds(test.app.services);
  return {
    test,
    a: place(test.url, a),
    b: place(test.url, b),
    anonymous: clientOf(test.url),
    close: () => test.close(),
  };
}

function place(url: string, { workspaceId, people }: ProbeWorlds['a']): Place {
  return {
    workspaceId,
    people,
    path: `/workspaces/${workspaceId}`,
    as: (role) => clientOf(url, people[role]),
  };
}
