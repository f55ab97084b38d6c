import { parseArgs } from 'node:util';
import { examine, type Finding, processEnv } from '#server/operator/doctor/index.ts';

const options = {
  json: { type: 'boolean', default: false },
  production: { type: 'boolean', default: false },
} as const;

export const doctorHelp = `caseward doctor [--production] [--json]

  Explains every setting and every check, with what to do about those that are not well. Exit code 1 when one is not.

  --production  judges as production would, whatever NODE_ENV says
  --json        gives the findings as JSON`;

const mark: Record<Finding['state'], string> = { well: 'ok  ', note: 'note', ill: 'FIX ' };

/** Prints what the doctor found; `--production` judges as production would. Exit code 1 when something is ill. */
export async function doctorCommand(args: string[], print = console.log): Promise<number> {
  const { values } = parseArgs({ args, options });
  const findings = await examine(
    values.production ? { ...processEnv(), NODE_ENV: 'production' } : processEnv(),
  );
  print(values.json ? JSON.stringify(findings, null, 2) : findings.map(asLine).join('\n'));
  return findings.some(({ state }) => state === 'ill') ? 1 : 0;
}

function asLine({ about, state, sentence }: Finding): string {
  // Most sentences begin with the name of what they are about.
  return `${mark[state]} ${sentence.startsWith(about) ? sentence : `${about} ${sentence}`}`;
}
