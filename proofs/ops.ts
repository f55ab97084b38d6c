import type { Claim } from './claim.ts';
import { healthIsPublic } from './probes/ops.ts';
import { live } from './proof.ts';

export const opsClaims: readonly Claim[] = [
  {
    id: 'FL-16',
    area: 'ops',
    kind: 'record',
    sentence:
      'Servers are administered from known addresses only, by the firewall and SSH configuration that ships and is checked.',
    doesNotProve: 'That an operator has applied it.',
    proofs: [],
  },
  {
    id: 'FL-26',
    area: 'ops',
    kind: 'live',
    sentence:
      'Anyone, person or machine, can read the health of the deployment: database, configuration, backup, mail, storage and scanner, with response times.',
    doesNotProve: 'That each part is well configured beyond answering.',
    proofs: [live('Each part is told, freshly', healthIsPublic, 'health-keeps-quiet')],
  },
  {
    id: 'FL-39',
    area: 'ops',
    kind: 'live',
    sentence: 'A public status page and badge show the health checks with their history.',
    doesNotProve: 'Outages of the network before the server.',
    proofs: [],
  },
];
