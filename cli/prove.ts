import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { TrustPage } from '#contracts/trust.ts';
import { httpClient } from '#proofs/http-client.ts';
import type { ProbeContext } from '#proofs/probe-context.ts';
import { NoProbeWorlds, withProbeWorlds } from '#proofs/probe-worlds.ts';
import { type Trial, trials, tryProof, type Untried } from '#proofs/prove.ts';
import { registry } from '#proofs/registry.ts';
import type { LiveResult } from '#proofs/results.ts';
import { publishProofs } from './publish-proofs.ts';
import { readResults, writeProofRun } from './recorded-results.ts';

export const proveHelp = `caseward prove --url URL --token TOKEN [--only ID,ID] [--http-port PORT] [--json]

  Tries every live proof against a running deployment, over HTTP alone, each in two throw-away workspaces
  of its own that are removed afterwards. The results go to test-results/ here and to the
  deployment's security page. Exit code 1 when a proof fails, 2 when nothing could be tried.

  --url        the deployment, for example https://cases.example.org
  --token      a token made there with \`caseward prove-token\`; - reads it from standard input
  --only       only these claims
  --http-port  where it answers plain HTTP: 80, or the very port of an address that names one
  --json       one JSON object instead of lines

  What cannot be tried there, such as TLS where there is none, stays unproven and is named.`;

const options = {
  url: { type: 'string' },
  token: { type: 'string' },
  only: { type: 'string' },
  'http-port': { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

interface Where {
  readonly url: string;
  readonly token: string;
  readonly httpPort: number | undefined;
  warn(sentence: string): void;
}

/** Proves a deployment. Returns the exit code. */
export async function proveCommand(
  args: string[],
  print = console.log,
  warn = console.error,
): Promise<number> {
  const { values } = parseArgs({ args: withTokenJoined(args), options });
  const token = values.token === '-' ? (await text(process.stdin)).trim() : values.token;
  const url = baseUrl(values.url);
  const httpPort = values['http-port'] === undefined ? undefined : Number(values['http-port']);
  if (!url || !token || Number.isNaN(httpPort)) {
    warn(proveHelp);
    return 2;
  }
  const chosen = trials(registry, values.only?.split(','));
  const say = values.json ? () => undefined : print;
  try {
    const { results, untried } = await tryAll({ url, token, httpPort, warn }, chosen, say);
    if (!values.only) await record(url, token, results, say);
    print(values.json ? JSON.stringify({ url, results, untried }, null, 2) : summary(results, untried));
    return results.every((result) => result.passed) ? 0 : 1;
  } catch (error) {
    warn(
      error instanceof NoProbeWorlds ? error.message : `${url} could not be reached or understood: ${error}`,
    );
    return 2;
  }
}

// A token may begin with a dash, which would be taken for another option.
function withTokenJoined(args: readonly string[]): string[] {
  const at = args.indexOf('--token');
  const token = args[at + 1];
  if (at < 0 || token === undefined) return [...args];
  return args.toSpliced(at, 2, `--token=${token}`);
}

// A run of some proofs alone says nothing about the others, and is not recorded.
async function record(
  url: string,
  token: string,
  results: readonly LiveResult[],
  say: (line: string) => void,
): Promise<void> {
  await writeProofRun({ url, results: [...results] });
  const { suite } = await readResults();
  say(`\n${await publishProofs(url, token, results, suite)} promises are on the security page.`);
}

/**
 * How many are tried side by side: while one waits because the deployment limits it, as it should, others go on. What
 * signs in much shares one budget, that of the address it comes from: more of those would only wait for each other.
 */
const LANES = { signingIn: 2, others: 4 };
const SIGNING_IN = ['sign-in', 'sessions', 'passwords', 'sso', 'limits'];

// Each proof gets workspaces of its own: one that signs everybody out must not spoil the next.
async function tryAll(
  { url, token, httpPort, warn }: Where,
  chosen: readonly Trial[],
  say: (line: string) => void,
): Promise<{ results: LiveResult[]; untried: Untried[] }> {
  const build = await buildOf(url);
  const outcomes = new Map<Trial, LiveResult | Untried>();
  const signsIn = new Set(registry.filter(({ area }) => SIGNING_IN.includes(area)).map(({ id }) => id));
  const signingIn = chosen.filter(({ claim }) => signsIn.has(claim));
  const others = chosen.filter(({ claim }) => !signsIn.has(claim));
  async function lane(queue: Trial[]): Promise<void> {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const trial = next;
      const attempt = (context: ProbeContext) => tryProof(trial, context, build);
      const outcome = await withProbeWorlds(url, token, attempt, { httpPort, warn });
      outcomes.set(trial, outcome);
      say(told(outcome, `${outcomes.size} of ${chosen.length}`));
    }
  }
  const lanes = [
    ...Array.from({ length: LANES.signingIn }, () => lane(signingIn)),
    ...Array.from({ length: LANES.others }, () => lane(others)),
  ];
  await Promise.all(lanes).finally(() => [signingIn, others].map((queue) => queue.splice(0)));
  const inOrder = chosen.flatMap((trial) => outcomes.get(trial) ?? []);
  return {
    results: inOrder.flatMap((outcome) => ('notPossible' in outcome ? [] : [outcome])),
    untried: inOrder.flatMap((outcome) => ('notPossible' in outcome ? [outcome] : [])),
  };
}

function told(outcome: LiveResult | Untried, place: string): string {
  const { claim, proof } = outcome;
  const line = (word: string, why?: string) =>
    `${place.padStart(9)}  ${word.padEnd(6)} ${claim.padEnd(7)} ${proof}${why ? `\n${' '.repeat(18)}${why}` : ''}`;
  if ('notPossible' in outcome) return line('-', `Not possible here: ${outcome.notPossible}`);
  return line(outcome.passed ? 'holds' : 'BROKEN', outcome.sentence);
}

async function buildOf(url: string): Promise<string> {
  const { call, close } = httpClient(url);
  const page = TrustPage.safeParse((await call({ path: '/api/v1/trust' })).json);
  close();
  return page.success ? page.data.build.commit : 'unknown';
}

function summary(results: readonly LiveResult[], untried: readonly Untried[]): string {
  const broken = results.filter((result) => !result.passed).length;
  const left = untried.length === 0 ? '' : ` ${untried.length} could not be tried here.`;
  return `\n${results.length - broken} of ${results.length} live proofs hold.${left}`;
}

function baseUrl(given: string | undefined): string | undefined {
  const url = given === undefined ? null : URL.parse(given);
  return url && /^https?:$/.test(url.protocol) ? url.origin : undefined;
}
