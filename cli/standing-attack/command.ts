import { parseArgs } from 'node:util';
import { registry } from '#proofs/registry.ts';
import { issueProveToken } from '#server/operator/prove-token.ts';
import { type FoughtRound, keepRound } from '#server/operator/standing-attack/keep-round.ts';
import { withMail } from '#server/operator/with-mail.ts';
import { type OperatorContext, withOperator } from '#server/operator/with-operator.ts';
import { publishFailing } from '../publish-failing.ts';
import { fightRound } from './fight-round.ts';

export const standingAttackHelp = `caseward standing-attack [--url URL]

  One synthetic workspace tries to reach canary cases of another, by every probe of isolation, at most five requests a
  second. The server does it by itself every six hours. Where something gets through, an incident is opened, the security
  page says so, and whoever runs this is told. Exit code 1 when something got through, 2 when nothing could be tried.

  --url  where the deployment is reached, if not at its public address`;

const options = { url: { type: 'string' } } as const;
const CODES: Readonly<Record<FoughtRound['outcome'], number>> = { held: 0, broken: 1, 'not-tried': 2 };

/** Runs the command. Returns the exit code. */
export async function standingAttackCommand(
  args: string[],
  print: (line: string) => void = console.log,
  warn: (line: string) => void = console.error,
): Promise<number> {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  if (positionals.length > 0) {
    warn(standingAttackHelp);
    return 2;
  }
  const round = await withOperator((context) => attack(context, values.url ?? context.publicUrl));
  for (const { claim, sentence } of round.broken) print(`BROKEN ${claim}  ${sentence}`);
  print(`${round.outcome}: ${round.probes} probes, ${round.calls} requests.`);
  return CODES[round.outcome];
}

async function attack(context: OperatorContext, url: string): Promise<FoughtRound> {
  const token = await issueProveToken(context);
  const round = await fightRound({ url, token });
  await withMail(context, (mail) => keepRound({ ...context, mail }, round));
  const ids = new Set(round.broken.map(({ claim }) => claim));
  if (ids.size > 0)
    await publishFailing(
      url,
      token,
      registry.filter(({ id }) => ids.has(id)),
    );
  return round;
}
