import { writeFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { parseArgs } from 'node:util';
import { loadConfig, processEnv } from '../../config.ts';
import { randomToken } from '../../security/crypto/index.ts';
import { signHere } from '../sign-record.ts';
import { withOperator } from '../with-operator.ts';
import { keepDnsReview, listDnsReviews } from './dns-review.store.ts';
import { lookAt } from './look.ts';
import { type DnsFinding, type ReviewedName, reviewNames } from './review-names.ts';

export const dnsReviewHelp = `caseward dns-review [--by NAME] [--record FILE] [--resolver ADDRESS]
caseward dns-review list

  Looks through the DNS records of the deployment's own names: the one of CASEWARD_PUBLIC_URL and those of
  CASEWARD_DNS_NAMES. Finds aliases, mail hosts and name servers that are not there any more, addresses that are not
  yours, and names that come into being by themselves. Exit code 1 when something was found, 2 on misuse.

  --by        the person who reviews: the review is kept, and the next one is due in a quarter
  --record    also writes it as a signed record, which \`caseward record verify\` verifies offline
  --resolver  asks this server instead of those of the machine
  list        the reviews that were kept`;

const options = {
  by: { type: 'string' },
  record: { type: 'string' },
  resolver: { type: 'string', multiple: true, default: [] as string[] },
} as const;
const LABEL_BYTES = 10;

type Print = (line: string) => void;

/** Runs the command. Returns the exit code. */
export async function dnsReviewCommand(
  args: string[],
  print: Print = console.log,
  warn: Print = console.error,
): Promise<number> {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const [verb, ...rest] = positionals;
  const { by, record, resolver } = values;
  if (verb === 'list' && rest.length === 0) return list(print);
  if (verb !== undefined || by?.trim() === '' || (record !== undefined && by === undefined)) {
    warn(dnsReviewHelp);
    return 2;
  }
  const names = namesOf(loadConfig(processEnv()));
  if (names.length === 0) {
    warn(
      'There is no name to look at: this deployment is reached by none, and CASEWARD_DNS_NAMES lists none.',
    );
    return 2;
  }
  const findings = await reviewNames(names, lookAt(resolver), randomLabel);
  for (const line of told(names, findings)) print(line);
  if (by !== undefined) print(await keep({ by: by.trim().slice(0, 200), names, findings }, record));
  return findings.length > 0 ? 1 : 0;
}

/** The names of a deployment: that of its address first, unless it is reached by none. */
export function namesOf({
  publicUrl,
  dnsNames,
}: {
  readonly publicUrl: string;
  readonly dnsNames: readonly ReviewedName[];
}): ReviewedName[] {
  const own = new URL(publicUrl).hostname;
  const listed = dnsNames.find(({ name }) => name === own) ?? { name: own, addresses: [] };
  const others = dnsNames.filter(({ name }) => name !== own);
  return isName(own) ? [listed, ...others] : others;
}

/** Neither an address nor the machine itself. */
function isName(host: string): boolean {
  return host !== 'localhost' && isIP(host.replace(/^\[(.*)\]$/, '$1')) === 0;
}

function told(names: readonly ReviewedName[], findings: readonly DnsFinding[]): string[] {
  const count = `${names.length} ${names.length === 1 ? 'name' : 'names'}`;
  if (findings.length === 0) return [`${count} looked through: nothing dangles.`];
  return [
    ...findings.map(({ kind, sentence }) => `${kind}: ${sentence}`),
    `${count}, ${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}.`,
  ];
}

async function keep(
  review: { by: string; names: readonly ReviewedName[]; findings: readonly DnsFinding[] },
  file: string | undefined,
): Promise<string> {
  return withOperator(async (context) => {
    const kept = await keepDnsReview(context, review);
    if (file === undefined) return `Kept as ${kept.id}. The next review is due in a quarter.`;
    const text = JSON.stringify(kept, null, 2);
    const signed = await signHere(context, { kind: 'dns_review', id: kept.id, text });
    await writeFile(file, JSON.stringify(signed), { flag: 'wx' });
    return `Kept as ${kept.id}. Verify the record anywhere: caseward record verify ${file}`;
  });
}

async function list(print: Print): Promise<number> {
  for (const { at, by, names, findings } of await withOperator(listDnsReviews))
    print(`${at}  ${names.length} names, ${findings.length} findings, by ${by}`);
  return 0;
}

/** A label that nobody made, in letters and digits alone. */
function randomLabel(): string {
  return `x${Buffer.from(randomToken(LABEL_BYTES), 'base64url').toString('hex')}`;
}
