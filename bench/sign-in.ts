import type { Line } from './lines.ts';
import { measure, median } from './measure.ts';
import type { MeasuredServer } from './measured-server.ts';
import type { BenchWorkspace, Person } from './world.ts';

/** What signing in costs the others, and what its time tells. */
export interface SignInFigures {
  /** 99th percentile of signed-in requests while people sign in by password, to that of a quiet server. */
  readonly storm: number;
  /** Time of a refusal for an account that exists, to that for one that does not: medians, in turns. */
  readonly passwordTell: number;
  readonly codeTell: number;
}

interface Place {
  readonly server: MeasuredServer;
  readonly postmaster: number;
}

const SIGN_INS_PER_SECOND = 20;
const ROUNDS = 5;
const SECONDS = 3;
// Enough to use the server, too few to fill it: a full one has a queue already.
const CONNECTIONS = 2;
const ACCOUNTS = 24;
const PASSWORD = 'Vermilion canoe 41 thaws!';

/** Reads one case at a time over two connections, with and without a storm of sign-ins in turns. */
export async function measureSignIn(
  place: Place,
  reads: Line,
  workspaces: readonly BenchWorkspace[],
): Promise<SignInFigures> {
  const requests = reads.sides.find(({ server }) => server === 'product')?.requests ?? [];
  const people = workspaces.flatMap((workspace) => workspace.people).slice(0, ACCOUNTS);
  const p99 = async () => {
    const load = { connections: CONNECTIONS, seconds: SECONDS, postmaster: place.postmaster };
    return (await measure(place.server, requests, load)).p99;
  };
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const quiet = await p99();
    const end = startStorm(place.server);
    const stormy = await p99();
    await end();
    ratios.push(stormy / quiet);
  }
  await Promise.all(people.map((person) => givePassword(place.server, person)));
  return {
    storm: median(ratios),
    passwordTell: await tell(people, (email) =>
      ask(place.server, '/api/v1/sign-in/password', {
        email,
        password: `${PASSWORD}?`,
        privateDevice: false,
      }),
    ),
    codeTell: await tell(people, (email) => ask(place.server, '/api/v1/sign-in/codes', { email })),
  };
}

/** Each sign-in is of an account of its own, so that no count of tries ends it before bcrypt runs. */
function startStorm(server: MeasuredServer): () => Promise<unknown> {
  const under: Promise<unknown>[] = [];
  const timer = setInterval(() => {
    const email = `${crypto.randomUUID()}@bench.invalid`;
    under.push(ask(server, '/api/v1/sign-in/password', { email, password: PASSWORD, privateDevice: false }));
  }, 1000 / SIGN_INS_PER_SECOND);
  return () => {
    clearInterval(timer);
    return Promise.all(under);
  };
}

/** Those who exist and those who do not, in turns; the ratio of the medians. */
async function tell(people: readonly Person[], once: (email: string) => Promise<number>): Promise<number> {
  const known: number[] = [];
  const unknown: number[] = [];
  for (const { email } of people) {
    known.push(await once(email));
    unknown.push(await once(`${crypto.randomUUID()}@bench.invalid`));
  }
  return median(known) / median(unknown);
}

/** Milliseconds until the answer was there. Refusals are answers: what is asked here is refused. */
async function ask(server: MeasuredServer, path: string, body: object): Promise<number> {
  const begun = performance.now();
  const reply = await fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-caseward-csrf': 'anonymous' },
    body: JSON.stringify(body),
  });
  await reply.arrayBuffer();
  return performance.now() - begun;
}

async function givePassword(server: MeasuredServer, { cookie, csrf }: Person): Promise<void> {
  const reply = await fetch(`${server.url}/api/v1/account/password`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', cookie, 'x-caseward-csrf': csrf },
    body: JSON.stringify({ password: PASSWORD }),
  });
  if (!reply.ok) throw new Error(`a password was refused with ${reply.status}`);
}
