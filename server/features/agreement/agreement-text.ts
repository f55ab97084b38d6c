import type { AgreementChange, AgreementSection, AgreementText } from '#contracts/agreement.ts';
import { POLICIES } from '#contracts/policies.ts';
import type { PlaceStanding, ProviderUse, SubProcessors } from '#contracts/sub-processors.ts';
import { subProcessorsOf } from '#server/features/trust/index.ts';
import { sha256 } from '#server/security/crypto/index.ts';
import { registerRows } from '#server/security/register.ts';
import type { Services } from '#server/security/services.ts';
import { TERMS_VERSION, terms } from './terms.ts';

const DIGITS = 8;

/** The agreement as this deployment offers it now: our terms, and annexes made from what it is (claim FTS-25). */
export async function agreementText(services: Services): Promise<AgreementText> {
  const { publicUrl, operatorName, region } = services;
  const processor = operatorName ?? `whoever runs ${publicUrl}`;
  const sections: AgreementSection[] = [
    ...terms({ processor, address: publicUrl, region }).map(({ answers: _, ...section }) => section),
    { id: 'annex-data', title: 'Annex I: data, and how long it is kept', paragraphs: dataLines() },
    { id: 'annex-measures', title: 'Annex II: measures', paragraphs: measureLines() },
    {
      id: 'annex-providers',
      title: 'Annex III: further processors',
      paragraphs: providerLines(await subProcessorsOf(services)),
    },
  ];
  const digest = sha256(JSON.stringify({ terms: TERMS_VERSION, sections })).toString('hex');
  return { version: `${TERMS_VERSION}-${digest.slice(0, DIGITS)}`, digest, sections };
}

/** What reads otherwise in `now` than in `before`, in the order of `now`, then what is gone. */
export function changesSince(
  before: readonly AgreementSection[],
  now: readonly AgreementSection[],
): AgreementChange[] {
  const old = new Map(before.map((section) => [section.id, section]));
  const changed = now
    .map(({ id, title, paragraphs }) => ({
      id,
      title,
      before: old.get(id)?.paragraphs ?? [],
      after: paragraphs,
    }))
    .filter(({ id, title, ...texts }) => {
      const same = JSON.stringify(texts.before) === JSON.stringify(texts.after);
      return !same || old.get(id)?.title !== title;
    });
  const gone = before.filter(({ id }) => !now.some((section) => section.id === id));
  return [
    ...changed,
    ...gone.map(({ id, title, paragraphs }) => ({ id, title, before: paragraphs, after: [] })),
  ];
}

function dataLines(): string[] {
  return [
    'Made from the schema of the software. What is sealed is encrypted under keys of the workspace or the deployment.',
    ...registerRows().map(({ why, howLong }) => `${why} Kept ${howLong}.`),
  ];
}

function measureLines(): string[] {
  return POLICIES.map(({ title, rule, claims }) => `${title}: ${rule} (Proofs: ${claims.join(', ')}.)`);
}

const USES: Readonly<Record<ProviderUse, string>> = {
  database: 'database, content sealed',
  files: 'files, sealed',
  backups: 'backups, sealed to a key on paper',
  keys: 'wraps keys, sees no content',
  mail: 'carries mail',
  scanner: 'scans files for malware',
  passwords: 'compares five digits of the digest of a new password with known breaches',
  errors: 'reports of errors, scrubbed',
  traces: 'times of requests, without content',
};

const STANDINGS: Readonly<Record<PlaceStanding, string>> = {
  inside: 'within the region',
  allowed: 'elsewhere',
  nothing: 'gets nothing of anybody',
  elsewhere: 'elsewhere',
  unsaid: 'its place is not stated',
};

function providerLines({ items }: SubProcessors): string[] {
  if (items.length === 0) return ['None: everything stays on the processor’s own machines.'];
  return items.map(({ use, region, standing, provider }) => {
    const who =
      provider === null ? 'A provider of the processor’s own choice' : `${provider.name} (${provider.seat})`;
    return `${who}: ${USES[use]}; ${[region, STANDINGS[standing]].filter(Boolean).join(', ')}.`;
  });
}
