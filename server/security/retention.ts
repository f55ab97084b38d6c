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
  'app.alert_deliveries': forTime(
    'Tells what an alert sent, and what it still owes.',
    '90 days',
    'it was made, once it is no longer owed',
    'log_work',
  ),
  'app.log_alerts': withWorkspace('Rules that watch the audit log.'),
  'app.log_streams': withWorkspace('Where the audit log is streamed to, and how far it has come.'),
  'app.api_tokens': withWorkspace('Lets programs in, and tells afterwards which ones were let in.'),
  'app.attack_rounds': forTime(
    'What came of each round of the standing attacker.',
    '400 days',
    'it began, at a later one',
    'keep_attack_round',
  ),
  'app.audit_checkpoints': forGood('Signed states of the audit log, to verify it by.'),
  'app.audit_cosignatures': forGood('What others have countersigned of the audit log.'),
  'app.witnessed_logs': forGood('What was seen of the logs of others, to countersign no other.'),
  'app.audit_entries': forGood('Accounts for who saw or changed what: the audit log.'),
  'app.audit_leaves': forGood('The order of the audit log, to verify it by.'),
  'app.audit_signing_keys': forGood('Signs the audit log.'),
  'app.backup_codes': withAccount('A way in without the authenticator.'),
  'app.backups': forGood('Tells of what age the newest backup is, and what became of each.'),
  'app.break_glass_uses': forTime(
    'Tells the owners that somebody came past single sign-on.',
    '90 days',
    'they were told',
    'sso_tidy',
  ),
  'app.case_counters': withWorkspace('Numbers cases.'),
  'app.case_drafts': untilDone('Keeps what was typed and not saved yet.'),
  'app.case_grants': withCase('Who may see a restricted case.'),
  'app.case_import_parts': forTime(
    'The CSV file that cases come in by.',
    '7 days',
    'it was announced',
    'expire_case_imports',
  ),
  'app.case_import_rows': forTime(
    'What became of each row of such a file, to make none twice and to take cases back.',
    '7 days',
    'the file was announced',
    'expire_case_imports',
  ),
  'app.case_imports': withWorkspace('Accounts for who brought cases in, and when.'),
  'app.case_links': withCase('Which cases belong together.'),
  'app.case_staff': withCase('Who works on a case.'),
  'app.case_tags': withCase('Sorts cases.'),
  'app.cases': withWorkspace('The cases themselves.'),
  'app.categories': withWorkspace('Sorts cases.'),
  'app.comments': withCase('What is said about a case.'),
  'app.contact_consents': withWorkspace(
    'Proves what a contact agreed to and took back; it goes with the contact.',
  ),
  'app.contact_holds': withWorkspace(
    'Tells who placed and lifted the legal hold of a contact, and why; it goes with the contact.',
  ),
  'app.contact_words': withWorkspace(
    'Finds contacts by name and address, as keyed digests; it goes with the contact.',
  ),
  'app.contacts': withWorkspace('The people a team deals with.'),
  'app.context_secrets': forGood('Lets the database tell its own context from a forged one.'),
  'app.agreements': withWorkspace('The data processing agreement, and who accepted which version.'),
  'app.privacy_requests': withWorkspace(
    'What people asked about their own data, by when, and what they were answered.',
  ),
  'app.departures': withWorkspace('Accounts for what ended when a member left: the receipt.'),
  'app.dns_reviews': forGood('Accounts for the reviews of DNS records.'),
  'app.drills': forGood('Tells whether backups could be restored when it was tried.'),
  'app.erasures': forGood('Accounts for what was erased, and lets a restore erase it again.'),
  'app.evidence': withCase('The files of a case.'),
  'app.evidence_packs': forTime(
    'What was shown of security, signed, for anyone to fetch.',
    '90 days',
    'it was made, at the next one',
    'keep_evidence_pack',
  ),
  'app.evidence_pieces': forTime('Parts of an upload under way.', '1 day', 'it began', 'give_up_uploads'),
  'app.export_files': forTime(
    'The files of an export, until it was fetched.',
    '1 day',
    'the export was done',
    'expire_exports',
  ),
  'app.exports': withWorkspace('Accounts for who took a copy of the workspace, and when.'),
  'app.factor_challenges': forTime(
    'A challenge for a passkey.',
    '1 hour',
    'its end, at the next challenge anybody is given',
    'save_factor_challenge',
  ),
  'app.gone_files': untilDone('Files to be removed from the store.'),
  'app.health_changes': forTime(
    'Tells when a part began or ceased to work.',
    '90 days',
    'it changed',
    'note_health',
  ),
  'app.health_days': forTime('The history on the status page.', '90 days', 'that day', 'note_health'),
  'app.health_looks': forTime('Tells when nothing ran here.', '90 days', 'that day', 'note_health'),
  'app.incident_steps': forGood('What was done about an incident, and when.'),
  'app.incidents': forGood('Accounts for what went wrong, and for whom.'),
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
  'app.recovery_kits': forGood('The public keys that backups are sealed to.'),
  'app.red_days': forTime('On which days a promise was broken.', '400 days', 'that day', 'save_proof_run'),
  'app.retention_rules': withWorkspace('How long the workspace keeps what is closed or forgotten.'),
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
  'app.status_notes': forGood('What the operator told everyone about an incident.'),
  'app.system_keys': forGood('Keys of the deployment, wrapped by the root key.'),
  'app.tags': withWorkspace('Sorts cases.'),
  'app.templates': withWorkspace('What new cases begin with.'),
  'app.totp_secrets': withAccount('The second factor, which its person may switch off.'),
  'app.users': forGood('The people who sign in: name and address.'),
  'app.vulnerability_reports': forTime(
    'Reports of vulnerabilities, and what became of them.',
    '2 years',
    'it was closed, at the next report',
    'take_vulnerability_report',
  ),
  'app.workspace_keys': withWorkspace('Keys of a workspace, wrapped by the root key.'),
  'app.workspaces': forGood('The workspaces, with their name and rules.'),
  caseward_migrations: forGood('Which changes the schema has been through.'),
};
