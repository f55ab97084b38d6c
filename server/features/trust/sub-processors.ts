import type { SubProcessors } from '#contracts/sub-processors.ts';
import { knownProviders } from '#proofs/assessments/assessments.ts';
import type { Services } from '#server/security/services.ts';

/**
 * Whom this deployment gives data to, as its settings say (claim FL-35), where (claim FTS-22), with what the provider says of itself. Hosts stay
 * untold: a list of them is of use to an attacker alone.
 */
export function readSubProcessors({
  region,
  outsidePlaces,
}: Pick<Services, 'region' | 'outsidePlaces'>): SubProcessors {
  const known = knownProviders();
  const items = outsidePlaces.map(({ use, host, region: there, standing }) => {
    const found = known.find(({ hosts }) => hosts.some((end) => host === end || host.endsWith(`.${end}`)));
    if (found === undefined) return { use, region: there, standing, provider: null };
    const { hosts: _, ...provider } = found;
    return { use, region: there, standing, provider };
  });
  return { region, items };
}
