import type { Claim } from './claim.ts';
import { badgeSaysTheState, healthIsPublic, statusHasHistory } from './probes/ops.ts';
import { inSuite, live, onRecord } from './proof.ts';

export const opsClaims: readonly Claim[] = [
  {
    id: 'FL-16',
    area: 'ops',
    kind: 'record',
    sentence:
      'Servers are administered from known addresses only, by the firewall and SSH configuration that ships and is checked.',
    doesNotProve: 'That an operator has applied it.',
    proofs: [
      onRecord(
        'The page of servers is what ships',
        'docs/operations/servers.md',
        'tests/transport/servers.test.ts',
        'the page of servers names every wall of SSH and every port of the firewall that ships',
      ),
      inSuite(
        'The firewall lets nobody else in',
        'tests/transport/servers.test.ts',
        'is administered from known addresses alone: whoever else knocks finds the web and nothing more',
      ),
      inSuite(
        'SSH takes its settings as they are written',
        'tests/transport/servers.test.ts',
        'has an SSH that takes its settings as they are written',
      ),
      inSuite(
        'A server can say whether its walls stand',
        'tests/transport/servers.test.ts',
        'says that every wall stands, and which one is down',
      ),
    ],
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
    proofs: [
      live('The page tells each part and its history', statusHasHistory, 'history-forgotten'),
      live('The badge says what the page says', badgeSaysTheState, 'badge-says-nothing'),
      inSuite(
        'A part that goes stale turns page and badge',
        'tests/http/status/status.test.ts',
        'a part that goes stale turns page and badge with the next poll, and back',
      ),
    ],
  },
];
