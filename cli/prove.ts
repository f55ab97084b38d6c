import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { TrustPage } from '#contracts/trust.ts';
import { httpClient } from '#proofs/http-client.ts';
import { NoProbeWorlds, withProbeWorlds } from '#proofs/probe-worlds.ts';
import { trials, tryProof } from '#proofs/prove.ts';
import { registry } from '#proofs/registry.ts';
import type { LiveResult } from '#proofs/results.ts';
import { publishProofs } from './publish-proofs.ts';
import { readResults, writeProofRun } from './recorded-results.ts';

export const proveHelp = `caseward prove --url URL --token TOKEN [--only ID,ID] [--json]

  Tries every live proof against a running deployment, over HTTP alone, each in two throw-away workspaces
  of its own that are removed afterwards. The results go to test-results/ here and to the
  deployment's security page. Exit code 1 when a proof fails, 2 when nothing could be tried.

  --url     the deployment, for example https://cases.example.org
  --token   a token made there with \`caseward prove-token\`; - reads it from standard input
  --only    only these claims
  --json    one JSON object instead of lines`;

const options = {
  url: { type: 'string' },
  token: { type: 'string' },
  only: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

/** Proves a deployment. Returns the exit code. */
export async function proveCommand(
  args: string[],
  print = console.log,
  warn = console.error,
): Promise<number> {
  const { values } = parseArgs({ args: withTokenJoined(args), options });
  const token = values.token === '-' ? (await text(process.stdin)).trim() : values.token;
  const url = baseUrl(values.url);
  if (!url || !token) {
    warn(proveHelp);
    return 2;
  }
  const chosen = trials(registry, values.only?.split(','));
  const say = values.json ? () => undefined : print;
  try {
    const results = await tryAll(url, token, chosen, say);
    if (!values.only) await record(url, token, results, say);
    print(values.json ? JSON.stringify({ url, results }, null, 2) : summary(results));
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

// Each proof gets workspaces of its own: one that signs everybody out must not spoil the next.
async function tryAll(
  url: string,
  token: string,
  chosen: ReturnType<typeof trials>,
  say: (line: string) => void,
): Promise<LiveResult[]> {
  const build = await buildOf(url);
  const results: LiveResult[] = [];
  for (const trial of chosen) {
    const result = await withProbeWorlds(url, token, (context) => tryProof(trial, context, build));
    say(`${result.passed ? 'holds ' : 'BROKEN'} ${trial.claim.padEnd(7)} ${trial.proof.name}`);
    if (result.sentence) say(`       ${result.sentence}`);
    results.push(result);
  }
  return results;
}

async function buildOf(url: string): Promise<string> {
  const { call, close } = httpClient(url);
  const page = TrustPage.safeParse((await call({ path: '/api/v1/trust' })).json);
  close();
  return page.success ? page.data.build.commit : 'unknown';
}

function summary(results: readonly LiveResult[]): string {
  const broken = results.filter((result) => !result.passed).length;
  return `\n${results.length - broken} of ${results.length} live proofs hold.`;
}

function baseUrl(given: string | undefined): string | undefined {
  const url = given === undefined ? null : URL.parse(given);
  return url && /^https?:$/.test(url.protocol) ? url.origin : undefined;
}
