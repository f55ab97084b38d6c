import type { Found, Look } from './look.ts';

/** A name of one's own; `addresses` are those it may lead to, any where none are given. */
export interface ReviewedName {
  readonly name: string;
  readonly addresses: readonly string[];
}

export interface DnsFinding {
  readonly name: string;
  readonly kind:
    | 'missing'
    | 'unanswered'
    | 'dangling-alias'
    | 'dangling-mail'
    | 'dangling-name-server'
    | 'foreign-address'
    | 'wildcard';
  readonly sentence: string;
}

/** Looks through the records of each name for ones that lead nowhere, elsewhere, or for any name at all (claim FC-44). */
export async function reviewNames(
  names: readonly ReviewedName[],
  look: Look,
  random: () => string,
): Promise<DnsFinding[]> {
  const findings: DnsFinding[] = [];
  for (const each of names) {
    const lead = await whereItLeads(each, look);
    findings.push(
      ...lead,
      ...(await hostsBehind(each.name, look)),
      ...(await anyName(each.name, look, random())),
    );
  }
  return findings;
}

async function whereItLeads({ name, addresses }: ReviewedName, look: Look): Promise<DnsFinding[]> {
  const [alias, found] = await Promise.all([look.alias(name), look.addresses(name)]);
  const silent = unanswered(name, alias) ?? unanswered(name, found);
  if (silent !== undefined) return [silent];
  const [target] = recordsOf(alias);
  const there = recordsOf(found);
  if (there.length === 0 && target !== undefined)
    return [
      finding(
        name,
        'dangling-alias',
        `leads to ${target}, where nothing is: whoever registers that takes it over.`,
      ),
    ];
  if (there.length === 0)
    return [finding(name, 'missing', 'has no address; take it off the list, or mend it.')];
  const foreign = addresses.length === 0 ? [] : there.filter((address) => !addresses.includes(address));
  return foreign.map((address) =>
    finding(name, 'foreign-address', `leads to ${address}, which is not among its own addresses.`),
  );
}

/** Hosts that mail or questions are sent on to: each has to be there. */
async function hostsBehind(name: string, look: Look): Promise<DnsFinding[]> {
  const kinds = [
    ['dangling-mail', await look.mailHosts(name)],
    ['dangling-name-server', await look.nameServers(name)],
  ] as const;
  const findings: DnsFinding[] = [];
  for (const [kind, hosts] of kinds) {
    const silent = unanswered(name, hosts);
    if (silent !== undefined) findings.push(silent);
    for (const host of recordsOf(hosts)) {
      const found = await look.addresses(host);
      const lost = unanswered(host, found);
      if (lost !== undefined) findings.push(lost);
      else if (recordsOf(found).length === 0)
        findings.push(finding(name, kind, `names the host ${host}, which has no address.`));
    }
  }
  return findings;
}

/** A name nobody made must not be there: otherwise names come into being by themselves. */
async function anyName(name: string, look: Look, label: string): Promise<DnsFinding[]> {
  const found = recordsOf(await look.addresses(`${label}.${name}`));
  return found.length === 0
    ? []
    : [finding(name, 'wildcard', `answers for any name below it, with ${found.join(', ')}.`)];
}

function recordsOf(found: Found<string>): readonly string[] {
  return 'records' in found ? found.records : [];
}

function unanswered(name: string, found: Found<string>): DnsFinding | undefined {
  if ('records' in found) return undefined;
  return finding(name, 'unanswered', `could not be asked for (${found.failed}): its servers may be gone.`);
}

function finding(name: string, kind: DnsFinding['kind'], rest: string): DnsFinding {
  return { name, kind, sentence: `${name} ${rest}` };
}
