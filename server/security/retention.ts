import type { Database } from '#server/platform/db/index.ts';

/** When a row goes (claims FC-46, FTS-21). */
export type Retention =
  /** With the record it belongs to, by the database; a person may remove it before. */
  | { readonly until: 'deployment' | 'workspace' | 'account' | 'case' | 'done' }
  /** So long `after` something; done by a routine of the database, which names the same time. */
  | { readonly until: 'time'; readonly time: string; readonly after: string; readonly by: string };

/** Why a table is there, and how long its rows stay. */
interface Keeping {
  readonly why: string;
  readonly retention: Retention;
}

const forGood = (why: string): Keeping => ({ why, retention: { until: 'deployment' } });
const withWorkspace = (why: string): Keeping => ({ why, retention: { until: 'workspace' } });
const withAccount = (why: string): Keeping => ({ why, retention: { until: 'account' } });
const withCase = (why: string): Keeping => ({ why, retention: { until: 'case' } });
const untilDone = (why: string): Keeping => ({ why, retention: { until: 'done' } });
function forTime(why: string, time: string, after: string, by: string): Keeping {
  return { why, retention: { until: 'time', time, after, by } };
}

/** Every table. A new one without a reason and an end does not compile. */
export const keeping: { readonly [T in keyof Database]: Keeping } = {
  'app.access_review_members': withWorkspace(
    'What a review of access found of each member, and what was decided.',
  ),
  'app.access_review_schedules': withWorkspace('When access is reviewed next.'),
  'app.access_reviews': withWorkspace('Accounts for who judged the access of whom, and when.'),
  'app.activities': withCase('Shows who did what to a case, beside the case.'),
  'app.api_tokens': withWorkspace('Lets programs in, and tells afterwards which ones were let in.'),
  'app.audit_checkpoints': forGood('Signed states of the audit log, to verify it by.'),
  'app.audit_entries': forGood('Accounts for who saw or changed what: the audit log.'),
  'app.audit_leaves': forGood('The order of the audit log, to verify it by.'),
  'app.audit_signing_keys': forGood('Signs the audit log.'),
  'app.backup_codes': withAccount('A way in without the authenticator.'),
  'app.break_glass_uses': forTime(
    'Tells the owners that somebody came past single sign-on.',
    '90 days',
    'they were told',
    'sso_tidy',
  ),
  'app.case_counters': withWorkspace('Numbers cases.'),
  'app.case_drafts': untilDone('Keeps what was typed and not saved yet.'),
  'app.case_grants': withCase('Who may see a restricted case.'),
  'app.case_links': withCase('Which cases belong together.'),
  'app.case_staff': withCase('Who works on a case.'),
  'app.case_tags': withCase('Sorts cases.'),
  'app.cases': withWorkspace('The cases themselves.'),
  'app.categories': withWorkspace('Sorts cases.'),
  'app.comments': withCase('What is said about a case.'),
  'app.context_secrets': forGood('Lets the database tell its own context from a forged one.'),
  'app.departures': withWorkspace('Accounts for what ended when a member left: the receipt.'),
  'app.evidence': withCase('The files of a case.'),
  'app.evidence_pieces': forTime('Parts of an upload under way.', '1 day', 'it began', 'give_up_uploads'),
  'app.factor_challenges': forTime(
    'A challenge for a passkey.',
    '1 hour',
    'its end, at the next challenge anybody is given',
    'save_factor_challenge',
  ),
  'app.gone_files': untilDone('Files to be removed from the store.'),
  'app.invitations': withWorkspace('Who was asked to join, by whom.'),
  'app.kept_replies': forTime(
    'Answers a request that is sent again as it was answered first.',
    '0 days',
    'its end, a day from the request',
    'forget_replies',
  ),
  'app.mailed_tokens': forTime(
    'Proves that a person reads an address.',
    '1 day',
    'its end, at the next one anybody is sent',
    'save_mailed_token',
  ),
  'app.memberships': withWorkspace('Who belongs to a workspace, in which role; cases name them.'),
  'app.mentions': withCase('Tells people that they were mentioned.'),
  'app.operator_tokens': forTime('Lets the operator publish proofs.', '30 days', 'its end', 'tidy'),
  'app.outbox': forTime('News on its way to open pages.', '1 day', 'it was told', 'tidy'),
  'app.passkeys': withAccount('A way in, which its person may remove.'),
  'app.passwords': withAccount('A way in, as a bcrypt hash, which its person may remove.'),
  'app.probe_mails': untilDone('Mails to people of throw-away workspaces.'),
  'app.probe_worlds': untilDone('Throw-away workspaces that probes try promises in.'),
  'app.proof_runs': forGood('What was proven when.'),
  'app.rate_windows': forTime(
    'Counts requests against their limits.',
    '1 minute',
    'the window is over',
    'rate_clean',
  ),
  'app.review_decisions': withCase('Who decided what in a review.'),
  'app.review_rounds': withCase('Reviews of a case.'),
  'app.saved_views': withWorkspace('Lists that people put together.'),
  'app.scim_directories': withWorkspace('The directory that members come from.'),
  'app.scim_group_members': withWorkspace('Who is in which group of the directory.'),
  'app.scim_groups': withWorkspace('Groups of the directory.'),
  'app.scim_tokens': withWorkspace('Lets the directory in.'),
  'app.scim_users': withWorkspace('What the directory says of a member.'),
  'app.search_docs': withCase('Finds cases by words, as keyed digests.'),
  'app.sessions': forTime('Who is signed in, from which device and network.', '90 days', 'its end', 'tidy'),
  'app.setup_links': forGood('The link that sets a deployment up, as a digest.'),
  'app.sign_in_codes': forTime(
    'Proves at sign-in that a person reads an address.',
    '1 day',
    'it was sent',
    'tidy',
  ),
  'app.sign_in_tries': forTime('Slows those down who guess.', '1 day', 'the try', 'tidy'),
  'app.signed_records': withWorkspace('Signatures over receipts and reviews, to verify them by.'),
  'app.sso_connections': withWorkspace("The workspace's own identity provider."),
  'app.sso_domains': withWorkspace('Domains that a workspace has shown to be its own.'),
  'app.sso_people': withWorkspace('Who came in by the identity provider, to tell who has not.'),
  'app.sso_sessions': withWorkspace('Which sessions end when the identity provider says so.'),
  'app.sso_sign_ins': forTime(
    'A sign-in on its way to the identity provider and back.',
    '1 hour',
    'it began',
    'sso_tidy',
  ),
  'app.sso_spent': forTime(
    'Takes no answer of an identity provider twice.',
    '1 day',
    'the answer',
    'sso_tidy',
  ),
  'app.system_keys': forGood('Keys of the deployment, wrapped by the root key.'),
  'app.tags': withWorkspace('Sorts cases.'),
  'app.templates': withWorkspace('What new cases begin with.'),
  'app.totp_secrets': withAccount('The second factor, which its person may switch off.'),
  'app.users': forGood('The people who sign in: name and address.'),
  'app.workspace_keys': withWorkspace('Keys of a workspace, wrapped by the root key.'),
  'app.workspaces': forGood('The workspaces, with their name and rules.'),
  caseward_migrations: forGood('Which changes the schema has been through.'),
};
