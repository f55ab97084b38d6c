import type { classification } from '#server/security/classification.ts';

type Table = keyof typeof classification;

/** Rows that go out, as lines of JSON. `key` orders them. */
export interface Records {
  readonly as: 'records';
  readonly key: readonly string[];
  /** Inside what is sealed in this column: names of what stays, beside what the classification calls secret. */
  readonly without?: Readonly<Record<string, readonly string[]>>;
}

/** What becomes of a table in an export: its rows go out, or it says why not. */
export type Part = Records | { readonly as: 'file'; readonly name: string } | LeftOut;
export interface LeftOut {
  readonly as: 'left-out';
  readonly why: string;
}

const records = (...key: string[]): Records => ({ as: 'records', key });
const leftOut = (why: string): LeftOut => ({ as: 'left-out', why });
const ofThePerson = leftOut(
  'It belongs to a person, not to the workspace: it is in the export of their own data.',
);
const ofTheDeployment = leftOut('It belongs to the deployment, not to the workspace.');
const opensDoors = leftOut('It opens doors: no key, token or code leaves.');
const madeAnew = leftOut('It is made anew from the records.');
const ofThePlace = leftOut(
  'It ties the audit log of this deployment to systems around it: whoever takes the workspace over ties its own.',
);
const onItsWay = leftOut('It is on its way and gone within days.');

/** Every table (claim FL-32). A new one that says neither what goes out nor why not does not compile. */
export const exportPlan: { readonly [T in Table]: Part } = {
  'app.access_review_members': records('review_id', 'user_id'),
  'app.access_review_schedules': records(),
  'app.access_reviews': records('id'),
  'app.activities': records('id'),
  'app.api_tokens': records('id'),
  'app.attack_rounds': ofTheDeployment,
  'app.alert_deliveries': ofThePlace,
  'app.log_alerts': ofThePlace,
  'app.log_streams': ofThePlace,
  'app.audit_checkpoints': { as: 'file', name: 'audit-log.jsonl' },
  'app.audit_cosignatures': { as: 'file', name: 'audit-log.jsonl' },
  'app.witnessed_logs': ofTheDeployment,
  'app.audit_entries': { as: 'file', name: 'audit-log.jsonl' },
  'app.audit_leaves': { as: 'file', name: 'audit-log.jsonl' },
  'app.audit_signing_keys': { as: 'file', name: 'audit-log.jsonl' },
  'app.backup_codes': ofThePerson,
  'app.backups': ofTheDeployment,
  'app.break_glass_uses': onItsWay,
  'app.case_counters': records(),
  'app.case_drafts': leftOut(
    'What somebody typed and did not save yet is theirs alone: it is in the export of their own data.',
  ),
  'app.case_grants': records('case_id', 'user_id'),
  'app.case_import_parts': onItsWay,
  'app.case_import_rows': onItsWay,
  'app.case_imports': records('id'),
  'app.case_links': records('id'),
  'app.case_staff': records('case_id', 'slot', 'user_id'),
  'app.case_tags': records('case_id', 'tag_id'),
  'app.cases': records('id'),
  'app.categories': records('id'),
  'app.comments': records('id'),
  'app.context_secrets': opensDoors,
  'app.contact_consents': records('id'),
  'app.contact_holds': records('id'),
  'app.contact_words': madeAnew,
  'app.contacts': records('id'),
  'app.agreements': records('id'),
  'app.privacy_requests': records('id'),
  'app.departures': records('id'),
  'app.dns_reviews': ofTheDeployment,
  'app.drills': ofTheDeployment,
  'app.erasures': ofTheDeployment,
  'app.evidence': records('id'),
  'app.evidence_packs': ofTheDeployment,
  'app.evidence_pieces': onItsWay,
  'app.export_files': onItsWay,
  'app.exports': records('id'),
  'app.factor_challenges': opensDoors,
  'app.gone_files': onItsWay,
  'app.health_changes': ofTheDeployment,
  'app.health_days': ofTheDeployment,
  'app.health_looks': ofTheDeployment,
  'app.incident_steps': ofTheDeployment,
  'app.incidents': ofTheDeployment,
  'app.invitations': records('id'),
  'app.kept_replies': onItsWay,
  'app.mailed_tokens': opensDoors,
  'app.memberships': records('id'),
  'app.mentions': records('comment_id', 'user_id'),
  'app.operator_tokens': opensDoors,
  'app.outbox': onItsWay,
  'app.passkeys': ofThePerson,
  'app.passwords': opensDoors,
  'app.probe_mails': ofTheDeployment,
  'app.probe_worlds': ofTheDeployment,
  'app.proof_runs': ofTheDeployment,
  'app.rate_windows': ofTheDeployment,
  'app.recovery_kits': ofTheDeployment,
  'app.red_days': ofTheDeployment,
  'app.retention_rules': records('class', 'case_type'),
  'app.review_decisions': records('round_id', 'reviewer_id'),
  'app.review_rounds': records('id'),
  // Shared ones; those of one person alone are in the export of their own data.
  'app.saved_views': records('id'),
  'app.scim_directories': records('id'),
  'app.scim_group_members': records('group_id', 'membership_id'),
  'app.scim_groups': records('id'),
  'app.scim_tokens': opensDoors,
  'app.scim_users': records('membership_id'),
  'app.search_docs': madeAnew,
  'app.sessions': ofThePerson,
  'app.setup_links': opensDoors,
  'app.sign_in_codes': opensDoors,
  'app.sign_in_tries': ofTheDeployment,
  'app.signed_records': records('id'),
  'app.sso_connections': { as: 'records', key: ['id'], without: { sealed_settings: ['secret'] } },
  'app.sso_domains': records('id'),
  'app.sso_people': records('connection_id', 'user_id'),
  'app.sso_sessions': opensDoors,
  'app.sso_sign_ins': opensDoors,
  'app.sso_spent': opensDoors,
  'app.status_notes': ofTheDeployment,
  'app.system_keys': opensDoors,
  'app.tags': records('id'),
  'app.templates': records('id'),
  'app.totp_secrets': opensDoors,
  'app.users': leftOut('A member’s name and address are in the membership; the account is the person’s own.'),
  'app.vulnerability_reports': ofTheDeployment,
  'app.workspace_keys': opensDoors,
  'app.workspaces': records(),
  caseward_migrations: ofTheDeployment,
};
