import type { Claim } from './claim.ts';
import {
  adminControlsTheWorkspace,
  memberEditsOwn,
  nobodyApprovesTheirOwn,
  nobodyRaisesThemselves,
  originGrantsNothing,
  restrictionNeedsAGrant,
  reviewersDecide,
  theServerDecidesAlone,
  unseenIsNotFound,
  viewerOnlyReads,
} from './probes/access.ts';
import { everyMethodIsChecked } from './probes/matrix.ts';
import { inSuite, live } from './proof.ts';

export const accessClaims: readonly Claim[] = [
  {
    id: 'FTS-30',
    area: 'access',
    kind: 'live',
    sentence: 'A Viewer only reads.',
    doesNotProve: 'That a person was given the right role.',
    proofs: [live('A Viewer is refused every published change', viewerOnlyReads, 'everyone-is-owner')],
  },
  {
    id: 'FTS-31',
    area: 'access',
    kind: 'live',
    sentence: 'A Member creates cases and edits their own.',
    doesNotProve: 'That a person was given the right role.',
    proofs: [live('A Member edits an own case and no other', memberEditsOwn, 'everyone-is-owner')],
  },
  {
    id: 'FTS-32',
    area: 'access',
    kind: 'live',
    sentence: 'A Reviewer approves and rejects cases in review; nobody approves their own.',
    doesNotProve: "That two people do not agree to approve each other's.",
    proofs: [
      live(
        'A Reviewer decides, a Member and a Viewer do not',
        reviewersDecide,
        'everyone-is-asked-to-decide',
      ),
      live('Nobody approves their own case', nobodyApprovesTheirOwn, 'cases-forget-their-author'),
    ],
  },
  {
    id: 'FTS-33',
    area: 'access',
    kind: 'live',
    sentence: 'An Admin has full control of the workspace, up to what only its Owner may do.',
    doesNotProve: 'That an Admin uses it well.',
    proofs: [
      live(
        'An Admin changes settings and roles and reads the log',
        adminControlsTheWorkspace,
        'admins-demoted',
      ),
    ],
  },
  {
    id: 'FC-13',
    area: 'access',
    kind: 'suite',
    sentence:
      'Authorization stands at every layer: the route, the record, the row in the database. A route without an access rule stops the start.',
    doesNotProve: 'That each rule says what a workspace would wish.',
    proofs: [
      inSuite(
        'A route without an access rule stops the start',
        'tests/architecture/declared-routes.test.ts',
        'a route that lacks any of its parts stops the start',
      ),
      inSuite(
        'What anyone may call is one list',
        'tests/architecture/declared-routes.test.ts',
        'what anyone may call is one list',
      ),
      inSuite(
        'The record is decided by one table',
        'server/security/access/decide.test.ts',
        'a cell that says no is no, whatever else holds',
      ),
      inSuite(
        'The row is decided by the database',
        'tests/rls/every-table.test.ts',
        'another workspace sees nothing',
      ),
    ],
  },
  {
    id: 'FC-14',
    area: 'access',
    kind: 'live',
    sentence: 'The browser hides buttons for convenience only; the server alone decides.',
    doesNotProve: 'Programs other than ours that imitate the screen.',
    proofs: [
      live('What a request says about itself is not believed', theServerDecidesAlone, 'everyone-is-owner'),
    ],
  },
  {
    id: 'FC-15',
    area: 'access',
    kind: 'live',
    sentence: 'Access is granted for one record and one kind of data at a time; everything else is denied.',
    doesNotProve: 'That a grant was given to the right person.',
    proofs: [
      live(
        'A restricted case is open to those it was granted to alone',
        restrictionNeedsAGrant,
        'restriction-forgotten',
      ),
    ],
  },
  {
    id: 'FC-16',
    area: 'access',
    kind: 'live',
    sentence:
      'Roles, policies and rules of access change only by an authorised administrator, and nobody changes their own.',
    doesNotProve: 'What the operator of the server can do with the database in hand.',
    proofs: [
      live(
        'Nobody changes their own role, and only administrators change roles and policies',
        nobodyRaisesThemselves,
        'everyone-is-owner',
      ),
    ],
  },
  {
    id: 'FC-18',
    area: 'access',
    kind: 'live',
    sentence:
      'A record you may not see gets the same answer, byte for byte, as one that does not exist: not found.',
    doesNotProve: "Timing differences smaller than the network's noise.",
    proofs: [
      live(
        'What may not be seen and what does not exist are answered alike',
        unseenIsNotFound,
        'a-miss-tells',
      ),
    ],
  },
  {
    id: 'FC-19',
    area: 'access',
    kind: 'live',
    sentence: 'The Origin header never grants anything.',
    doesNotProve: "What a browser extension does with the person's own session.",
    proofs: [live('No Origin lets anyone in or shares a reply', originGrantsNothing, 'origins-are-trusted')],
  },
  {
    id: 'FC-20',
    area: 'access',
    kind: 'live',
    sentence:
      'Every method of every endpoint is checked against the role; the matrix is generated and tried in full.',
    doesNotProve:
      'Endpoints missing from the published description; the probe tries what the deployment describes, the suite every route that exists.',
    proofs: [
      live(
        'Every published method, as nobody, a stranger, and each role that may never',
        everyMethodIsChecked,
        'everyone-is-owner',
      ),
    ],
  },
  {
    id: 'FL-11',
    area: 'access',
    kind: 'live',
    sentence:
      'Roles follow one table, action by action; deleting a campaign, a form or a pipeline stage takes a Manager or an Admin.',
    doesNotProve: 'That a person was given the right role.',
    proofs: [],
  },
];
