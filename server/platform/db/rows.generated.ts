// Row types of every table, read from the database's catalogue.
// Written by `npm run schema -- --write`; never edited by hand.
import type { Generated, GeneratedAlways } from 'kysely';

export interface AppAccessReviewMembersTable {
  workspace_id: string;
  review_id: string;
  user_id: string;
  role: string;
  joined_at: string;
  last_seen_at: string | null;
  passkeys: number;
  totp: boolean;
  password: boolean;
  tokens: number;
  grants: number;
  decision: string | null;
  new_role: string | null;
  sealed_reason: Buffer | null;
  decided_by: string | null;
  decided_at: string | null;
}

export interface AppAccessReviewSchedulesTable {
  workspace_id: string;
  every_months: number | null;
  changed_at: Generated<string>;
}

export interface AppAccessReviewsTable {
  workspace_id: string;
  id: Generated<string>;
  opened_by: string | null;
  opened_at: Generated<string>;
  due_at: Generated<string>;
  closed_at: string | null;
  closed_by: string | null;
  sealed_record: Buffer | null;
  record_digest: Buffer | null;
}

export interface AppActivitiesTable {
  workspace_id: string;
  id: Generated<string>;
  case_id: string;
  actor_id: string | null;
  kind: string;
  fields: Generated<string[]>;
  sealed_detail: Buffer | null;
  at: Generated<string>;
}

export interface AppAgreementsTable {
  workspace_id: string;
  id: string;
  version: string;
  text_digest: Buffer;
  accepted_by: string;
  accepted_at: Generated<string>;
  sealed_record: Buffer;
  record_digest: Buffer;
  sealed_text: Buffer;
}

export interface AppAlertDeliveriesTable {
  workspace_id: string;
  id: Generated<string>;
  alert_id: string;
  channel: string;
  entry_id: string;
  actor_id: string | null;
  count: number;
  state: Generated<string>;
  tries: Generated<number>;
  next_try_at: Generated<string>;
  failure: string | null;
  made_at: Generated<string>;
  sent_at: string | null;
}

export interface AppApiTokensTable {
  workspace_id: string;
  id: Generated<string>;
  pass_id: Generated<string>;
  public_id: string;
  secret_hash: string;
  sealed_name: Buffer;
  role: string;
  scopes: string[];
  ip_ranges: string[] | null;
  maker_id: string;
  survives_maker: Generated<boolean>;
  version: Generated<number>;
  created_at: Generated<string>;
  expires_at: string;
  last_used_at: string | null;
  revoked_at: string | null;
  reminded_days: number | null;
}

export interface AppAttackRoundsTable {
  id: string;
  started_at: string;
  finished_at: Generated<string>;
  outcome: string;
  probes: Generated<number>;
  calls: Generated<number>;
  incident_id: string | null;
}

export interface AppAuditCheckpointsTable {
  size: string;
  root: Buffer;
  note: string;
  at: Generated<string>;
}

export interface AppAuditCosignaturesTable {
  size: string;
  witness: string;
  line: string;
  at: Generated<string>;
}

export interface AppAuditEntriesTable {
  id: Generated<string>;
  workspace_id: string | null;
  at: Generated<string>;
  actor_kind: string;
  actor_id: string | null;
  session_id: string | null;
  action: string;
  target_kind: string | null;
  target_id: string | null;
  fields: Generated<string[]>;
  ip_sealed: Buffer | null;
  request_id: string;
  detail: Generated<unknown>;
}

export interface AppAuditLeavesTable {
  seq: string;
  entry_id: string;
  leaf: Buffer;
}

export interface AppAuditSigningKeysTable {
  id: Generated<string>;
  name: string;
  public_key: Buffer;
  sealed_private_key: Buffer;
  created_at: Generated<string>;
  number: GeneratedAlways<string>;
}

export interface AppBackupCodesTable {
  user_id: string;
  code_digest: Buffer;
  used_at: string | null;
  created_at: Generated<string>;
}

export interface AppBackupsTable {
  id: string;
  own: boolean;
  taken_at: string;
  finished_at: Generated<string>;
  outcome: string;
  place: string;
  versioning: Generated<string>;
  object_lock: Generated<string>;
  migration: number | null;
  total_rows: Generated<string>;
  total_files: Generated<number>;
  missing_files: Generated<number>;
  added_bytes: Generated<string>;
  failure: string | null;
  removed_at: string | null;
}

export interface AppBreakGlassUsesTable {
  workspace_id: string;
  session_id: string;
  user_id: string;
  at: Generated<string>;
  told_at: string | null;
}

export interface AppCaseCountersTable {
  workspace_id: string;
  last_number: number;
}

export interface AppCaseDraftsTable {
  workspace_id: string;
  id: Generated<string>;
  user_id: string;
  case_id: string | null;
  base_version: number | null;
  sealed_content: Buffer;
  saved_at: Generated<string>;
}

export interface AppCaseGrantsTable {
  workspace_id: string;
  case_id: string;
  user_id: string;
  kind: string;
  expires_at: string | null;
  granted_by: string;
  created_at: Generated<string>;
}

export interface AppCaseImportPartsTable {
  workspace_id: string;
  import_id: string;
  start: string;
  sealed_bytes: Buffer;
}

export interface AppCaseImportRowsTable {
  workspace_id: string;
  import_id: string;
  row_number: number;
  case_id: string | null;
  case_version: number | null;
  faults: string[] | null;
}

export interface AppCaseImportsTable {
  workspace_id: string;
  id: string;
  made_by: string;
  state: Generated<string>;
  sealed_name: Buffer;
  plan: unknown;
  size: string;
  received: Generated<string>;
  row_count: number | null;
  row_done: Generated<number>;
  tried: Generated<number>;
  made: Generated<number>;
  refused: Generated<number>;
  undone: Generated<number>;
  kept: Generated<number>;
  run_id: string | null;
  beat_at: string | null;
  asked_at: Generated<string>;
  done_at: string | null;
}

export interface AppCaseLinksTable {
  workspace_id: string;
  id: Generated<string>;
  case_id: string;
  other_id: string;
  kind: string;
  created_by: string;
  created_at: Generated<string>;
}

export interface AppCaseStaffTable {
  workspace_id: string;
  case_id: string;
  slot: string;
  user_id: string;
}

export interface AppCaseTagsTable {
  workspace_id: string;
  case_id: string;
  tag_id: string;
}

export interface AppCasesTable {
  workspace_id: string;
  id: Generated<string>;
  number: number;
  case_type: string;
  state: string;
  phase: string;
  revision_needed: Generated<boolean>;
  severity: string | null;
  category_id: string | null;
  owner_id: string;
  creator_id: string;
  restricted: Generated<boolean>;
  due_at: string | null;
  legal_hold: Generated<boolean>;
  sealed_list: Buffer;
  sealed_body: Buffer;
  version: Generated<number>;
  content_version: Generated<number>;
  created_at: Generated<string>;
  updated_at: Generated<string>;
  open_round_id: string | null;
  staff_slots: Generated<string[]>;
  staff_ids: Generated<string[]>;
  granted_ids: Generated<string[]>;
}

export interface AppCategoriesTable {
  workspace_id: string;
  id: Generated<string>;
  sealed_name: Buffer;
  position: Generated<number>;
  archived_at: string | null;
  version: Generated<number>;
}

export interface AppCommentsTable {
  workspace_id: string;
  id: Generated<string>;
  case_id: string;
  author_id: string;
  anchor_kind: Generated<string>;
  anchor_id: string | null;
  sealed_content: Buffer;
  resolved_at: string | null;
  resolved_by: string | null;
  deleted_at: string | null;
  version: Generated<number>;
  created_at: Generated<string>;
  edited_at: string | null;
}

export interface AppContactConsentsTable {
  workspace_id: string;
  id: string;
  contact_id: string;
  purpose: string;
  decision: string;
  noted_at: Generated<string>;
  noted_by: string;
  sealed_how: Buffer;
}

export interface AppContactHoldsTable {
  workspace_id: string;
  id: string;
  contact_id: string;
  decision: string;
  noted_at: Generated<string>;
  noted_by: string;
  sealed_reason: Buffer;
}

export interface AppContactWordsTable {
  workspace_id: string;
  token: string;
  contact_id: string;
}

export interface AppContactsTable {
  workspace_id: string;
  id: string;
  owner_id: string;
  state: Generated<string>;
  source: string;
  sealed_content: Buffer;
  do_not_sell_at: string | null;
  do_not_sell_from: string | null;
  do_not_sell_by: string | null;
  version: Generated<number>;
  created_at: Generated<string>;
  changed_at: Generated<string>;
  legal_hold: Generated<boolean>;
}

export interface AppContextSecretsTable {
  secret: Buffer;
  door_key: Buffer | null;
}

export interface AppDeparturesTable {
  workspace_id: string;
  id: string;
  user_id: string;
  by_id: string;
  done_at: Generated<string>;
  receipt: string;
  receipt_digest: Buffer;
}

export interface AppDnsReviewsTable {
  id: string;
  at: Generated<string>;
  names: number;
  findings: number;
  sealed_record: Buffer;
}

export interface AppDrillsTable {
  id: Generated<string>;
  backup_id: string;
  started_at: string;
  finished_at: Generated<string>;
  outcome: string;
  migration: number;
  total_rows: Generated<string>;
  audit_entries: Generated<string>;
  opened_records: Generated<number>;
  opened_files: Generated<number>;
  failure: string | null;
}

export interface AppErasuresTable {
  id: string;
  kind: string;
  subject_id: string;
  asked_by: string | null;
  done_at: Generated<string>;
  replacement: Generated<unknown>;
  certificate: string;
  digest: Buffer;
  note: string | null;
  key: string | null;
}

export interface AppEvidenceTable {
  workspace_id: string;
  id: Generated<string>;
  case_id: string;
  uploader_id: string;
  replaces_id: string | null;
  media_type: string;
  size: string;
  sha256: Buffer | null;
  state: Generated<string>;
  visibility: Generated<string>;
  refusal: string | null;
  blob_key: string;
  received: Generated<string>;
  sealed_list: Buffer;
  sealed_text: Buffer | null;
  version: Generated<number>;
  created_at: Generated<string>;
  scanned_at: string | null;
  deleted_at: string | null;
  sealed_file_key: Buffer | null;
}

export interface AppEvidencePacksTable {
  id: string;
  made_at: Generated<string>;
  build: string;
  digest: Buffer;
  content: Buffer;
}

export interface AppEvidencePiecesTable {
  workspace_id: string;
  evidence_id: string;
  start: string;
  id: string;
  size: string;
  created_at: Generated<string>;
  sealed_file_key: Buffer | null;
}

export interface AppExportFilesTable {
  workspace_id: string;
  export_id: string;
  number: number;
  id: string;
  sealed_head: Buffer | null;
  sealed_file_key: Buffer | null;
}

export interface AppExportsTable {
  workspace_id: string;
  id: string;
  requested_by: string;
  state: Generated<string>;
  place: Generated<unknown>;
  steps: Generated<number>;
  steps_total: number | null;
  files: Generated<number>;
  size: string | null;
  run_id: string | null;
  beat_at: string | null;
  requested_at: Generated<string>;
  done_at: string | null;
}

export interface AppFactorChallengesTable {
  id: Generated<string>;
  user_id: string | null;
  purpose: string;
  challenge_digest: Buffer;
  created_at: Generated<string>;
  expires_at: string;
  used_at: string | null;
  session_id: string | null;
}

export interface AppGoneFilesTable {
  workspace_id: string;
  blob_id: string;
  gone_at: Generated<string>;
}

export interface AppHealthChangesTable {
  id: GeneratedAlways<string>;
  part: string;
  status: string;
  note: string | null;
  at: Generated<string>;
}

export interface AppHealthDaysTable {
  day: string;
  part: string;
  ok: Generated<number>;
  degraded: Generated<number>;
  down: Generated<number>;
}

export interface AppHealthLooksTable {
  day: string;
  looks: Generated<number>;
  silent: Generated<number>;
  last_at: Generated<string>;
}

export interface AppIncidentStepsTable {
  incident_id: string;
  number: number;
  at: Generated<string>;
  kind: string;
  due_at: string | null;
  done_at: string | null;
  sealed_text: Buffer;
}

export interface AppIncidentsTable {
  id: string;
  kind: string;
  severity: string;
  state: Generated<string>;
  known_at: Generated<string>;
  notify_by: string | null;
  closed_at: string | null;
  report_id: string | null;
  sealed_facts: Buffer;
}

export interface AppInvitationsTable {
  workspace_id: string;
  id: Generated<string>;
  email_digest: Buffer;
  sealed_email: Buffer;
  role: string;
  assigned_only: Generated<boolean>;
  token_digest: Buffer;
  state: Generated<string>;
  inviter_id: string;
  created_at: Generated<string>;
  expires_at: string;
}

export interface AppKeptRepliesTable {
  workspace_id: string;
  id: string;
  user_id: string;
  key_digest: Buffer;
  request_digest: Buffer;
  sealed_reply: Buffer;
  expires_at: Generated<string>;
}

export interface AppLogAlertsTable {
  workspace_id: string;
  id: string;
  sealed_name: Buffer;
  kind: string;
  threshold: number;
  window_minutes: number;
  by_mail: boolean;
  sealed_webhook: Buffer | null;
  active: Generated<boolean>;
  judged_to: string;
  made_by: string;
  made_at: Generated<string>;
  version: Generated<number>;
}

export interface AppLogStreamsTable {
  workspace_id: string;
  id: string;
  kind: string;
  sealed_settings: Buffer;
  active: Generated<boolean>;
  sent_to: string;
  sent: Generated<string>;
  last_sent_at: string | null;
  tries: Generated<number>;
  failing_since: string | null;
  failure: string | null;
  next_try_at: Generated<string>;
  lease_id: string | null;
  leased_until: string | null;
  made_by: string;
  made_at: Generated<string>;
  version: Generated<number>;
}

export interface AppMailedTokensTable {
  id: Generated<string>;
  user_id: string;
  purpose: string;
  token_digest: Buffer;
  sealed_email: Buffer | null;
  email_digest: Buffer | null;
  created_at: Generated<string>;
  expires_at: string;
  used_at: string | null;
}

export interface AppMembershipsTable {
  workspace_id: string;
  id: Generated<string>;
  user_id: string;
  role: string;
  assigned_only: Generated<boolean>;
  state: Generated<string>;
  sealed_profile: Buffer;
  version: Generated<number>;
  created_at: Generated<string>;
  changed_at: Generated<string>;
  admin_since: string | null;
  break_glass: Generated<boolean>;
}

export interface AppMentionsTable {
  workspace_id: string;
  comment_id: string;
  user_id: string;
  seen_at: string | null;
  created_at: Generated<string>;
}

export interface AppOperatorTokensTable {
  id: Generated<string>;
  token_digest: Buffer;
  purpose: string;
  created_at: Generated<string>;
  expires_at: string;
  ended_at: string | null;
}

export interface AppOutboxTable {
  workspace_id: string;
  id: Generated<string>;
  topic: string;
  target_id: string | null;
  payload: Generated<unknown>;
  created_at: Generated<string>;
}

export interface AppPasskeysTable {
  id: Generated<string>;
  user_id: string;
  credential_id: Buffer;
  public_key: Buffer;
  counter: Generated<string>;
  transports: Generated<string[]>;
  backed_up: Generated<boolean>;
  sealed_name: Buffer;
  created_at: Generated<string>;
  last_used_at: string | null;
  sealed_device: Buffer;
}

export interface AppPasswordsTable {
  user_id: string;
  hash: string;
  temporary: Generated<boolean>;
  recheck: Generated<boolean>;
  set_at: Generated<string>;
  must_change: Generated<boolean>;
}

export interface AppPrivacyRequestsTable {
  workspace_id: string;
  id: string;
  law: string;
  kind: string;
  state: Generated<string>;
  by_form: boolean;
  received_at: string;
  acknowledge_by: string | null;
  due_at: string;
  extended_at: string | null;
  identity_checked_at: string | null;
  handler_id: string | null;
  closed_at: string | null;
  reminded_at: string | null;
  follow_digest: Buffer | null;
  sealed_request: Buffer;
  sealed_course: Buffer;
  sealed_record: Buffer | null;
  record_digest: Buffer | null;
}

export interface AppProbeMailsTable {
  id: Generated<string>;
  world_id: string;
  sealed_mail: Buffer;
  at: Generated<string>;
}

export interface AppProbeWorldsTable {
  id: Generated<string>;
  workspace_ids: string[];
  user_ids: string[];
  created_at: Generated<string>;
  expires_at: string;
}

export interface AppProofRunsTable {
  id: Generated<string>;
  at: Generated<string>;
  build: string;
  results: unknown;
}

export interface AppRateWindowsTable {
  class: string;
  key: Buffer;
  window_start: string;
  ends_at: string;
  used: number;
  last_grant: number;
}

export interface AppRecoveryKitsTable {
  id: Generated<string>;
  public_key: Buffer;
  word_digest: Buffer;
  made_at: Generated<string>;
  confirmed_at: string | null;
}

export interface AppRedDaysTable {
  claim_id: string;
  day: string;
}

export interface AppRetentionRulesTable {
  workspace_id: string;
  class: string;
  case_type: Generated<string>;
  days: number;
  changed_at: Generated<string>;
}

export interface AppReviewDecisionsTable {
  workspace_id: string;
  round_id: string;
  reviewer_id: string;
  decision: string | null;
  voided_at: string | null;
  sealed_comment: Buffer | null;
  decided_at: string | null;
}

export interface AppReviewRoundsTable {
  workspace_id: string;
  id: Generated<string>;
  case_id: string;
  content_version: number;
  state: Generated<string>;
  rule_mode: string;
  rule_count: Generated<number>;
  sealed_note: Buffer | null;
  opened_by: string;
  opened_at: Generated<string>;
  closed_at: string | null;
}

export interface AppSavedViewsTable {
  workspace_id: string;
  id: Generated<string>;
  user_id: string;
  shared: Generated<boolean>;
  sealed_content: Buffer;
  created_at: Generated<string>;
  version: Generated<number>;
}

export interface AppScimDirectoriesTable {
  workspace_id: string;
  id: Generated<string>;
  active: Generated<boolean>;
  default_role: string;
  version: Generated<number>;
  created_by: string | null;
  created_at: Generated<string>;
  changed_at: Generated<string>;
}

export interface AppScimGroupMembersTable {
  workspace_id: string;
  group_id: string;
  membership_id: string;
}

export interface AppScimGroupsTable {
  workspace_id: string;
  id: Generated<string>;
  name_digest: Buffer;
  external_id_digest: Buffer | null;
  sealed_attributes: Buffer;
  role: string | null;
  version: Generated<number>;
  created_at: Generated<string>;
  changed_at: Generated<string>;
}

export interface AppScimTokensTable {
  workspace_id: string;
  id: Generated<string>;
  pass_id: Generated<string>;
  public_id: string;
  secret_hash: string;
  created_by: string | null;
  created_at: Generated<string>;
  expires_at: string;
  last_used_at: string | null;
  revoked_at: string | null;
  reminded_days: number | null;
}

export interface AppScimUsersTable {
  workspace_id: string;
  membership_id: string;
  user_name_digest: Buffer | null;
  external_id_digest: Buffer | null;
  sealed_attributes: Buffer | null;
  ended_by_directory: Generated<boolean>;
  created_at: Generated<string>;
  changed_at: Generated<string>;
}

export interface AppSearchDocsTable {
  workspace_id: string;
  case_id: string;
  source_kind: string;
  source_id: string;
  tokens: string[];
}

export interface AppSessionsTable {
  id: string;
  user_id: string;
  stage: Generated<string>;
  private_device: Generated<boolean>;
  sealed_origin: Buffer;
  created_at: Generated<string>;
  last_seen_at: Generated<string>;
  expires_at: string;
  ended_at: string | null;
  end_reason: string | null;
  first_factor: Generated<string>;
  second_factor: string | null;
  factor_at: Generated<string>;
  sso_workspace_id: string | null;
}

export interface AppSetupLinksTable {
  id: Generated<string>;
  token_digest: Buffer;
  created_at: Generated<string>;
  expires_at: string;
  used_at: string | null;
}

export interface AppSignInCodesTable {
  id: Generated<string>;
  email_digest: Buffer;
  code_digest: Buffer;
  purpose: string;
  tries: Generated<number>;
  created_at: Generated<string>;
  expires_at: string;
  consumed_at: string | null;
}

export interface AppSignInTriesTable {
  key: Buffer;
  at: Generated<string>;
}

export interface AppSignedRecordsTable {
  workspace_id: string;
  id: string;
  kind: string;
  digest: Buffer;
  made_at: Generated<string>;
  note: string | null;
  key: string | null;
}

export interface AppSsoConnectionsTable {
  workspace_id: string;
  id: Generated<string>;
  kind: string;
  sealed_settings: Buffer;
  sealed_private_key: Buffer | null;
  active: Generated<boolean>;
  unasked: Generated<boolean>;
  join_role: string | null;
  tested_version: number | null;
  tested_at: string | null;
  tested_by: string | null;
  sealed_test: Buffer | null;
  metadata_at: string | null;
  metadata_failing_since: string | null;
  reminded_days: number | null;
  version: Generated<number>;
  created_by: string;
  created_at: Generated<string>;
  changed_at: Generated<string>;
}

export interface AppSsoDomainsTable {
  workspace_id: string;
  id: Generated<string>;
  domain: string;
  challenge: string;
  verified_at: string | null;
  verified_by: string | null;
  checked_at: string | null;
  created_by: string | null;
  created_at: Generated<string>;
}

export interface AppSsoPeopleTable {
  workspace_id: string;
  connection_id: string;
  user_id: string;
  first_at: Generated<string>;
  last_at: Generated<string>;
}

export interface AppSsoSessionsTable {
  workspace_id: string;
  session_id: string;
  connection_id: string;
  subject_digest: Buffer;
  index_digest: Buffer | null;
  sealed_subject: Buffer;
  created_at: Generated<string>;
}

export interface AppSsoSignInsTable {
  workspace_id: string;
  id: string;
  connection_id: string;
  purpose: string;
  user_id: string | null;
  browser_digest: Buffer | null;
  sealed_state: Buffer | null;
  created_at: Generated<string>;
  expires_at: Generated<string>;
  answered_at: string | null;
  arrival_digest: Buffer | null;
  sealed_arrival: Buffer | null;
  claimed_at: string | null;
}

export interface AppSsoSpentTable {
  workspace_id: string;
  connection_id: string;
  digest: Buffer;
  spent_at: Generated<string>;
}

export interface AppStatusNotesTable {
  id: Generated<string>;
  about: string;
  at: Generated<string>;
  state: string;
  said: string;
}

export interface AppSystemKeysTable {
  purpose: string;
  version: number;
  wrapped: Buffer;
  root_key_id: string;
  created_at: Generated<string>;
  retired_at: string | null;
}

export interface AppTagsTable {
  workspace_id: string;
  id: Generated<string>;
  name_digest: Buffer;
  sealed_name: Buffer;
  version: Generated<number>;
}

export interface AppTemplatesTable {
  workspace_id: string;
  id: Generated<string>;
  case_type: string;
  sealed_content: Buffer;
  position: Generated<number>;
  version: Generated<number>;
}

export interface AppTotpSecretsTable {
  user_id: string;
  sealed_secret: Buffer;
  confirmed_at: string | null;
  last_step: Generated<string>;
  created_at: Generated<string>;
}

export interface AppUsersTable {
  id: Generated<string>;
  email_digest: Buffer;
  sealed_profile: Buffer;
  preferences: Generated<unknown>;
  tokens_valid_after: Generated<string>;
  created_at: Generated<string>;
  disabled_at: string | null;
}

export interface AppVulnerabilityReportsTable {
  id: string;
  received_at: Generated<string>;
  acknowledge_by: string;
  acknowledged_at: string | null;
  closed_at: string | null;
  state: Generated<string>;
  severity: string | null;
  sealed_report: Buffer;
  sealed_answer: Buffer | null;
  follow_digest: Buffer;
  wants_credit: boolean;
  credit: string | null;
  probe: Generated<boolean>;
}

export interface AppWitnessedLogsTable {
  origin: string;
  size: string;
  root: Buffer;
  note: string;
  at: Generated<string>;
}

export interface AppWorkspaceKeysTable {
  workspace_id: string;
  purpose: string;
  version: number;
  wrapped: Buffer;
  root_key_id: string;
  created_at: Generated<string>;
  retired_at: string | null;
}

export interface AppWorkspacesTable {
  id: Generated<string>;
  sealed_profile: Buffer;
  preset: string;
  region: Generated<string>;
  state: Generated<string>;
  synthetic: Generated<boolean>;
  settings: unknown;
  policies: Generated<unknown>;
  version: Generated<number>;
  created_at: Generated<string>;
  deletion_at: string | null;
  sign_in_methods: string[] | null;
  strong_factor_from: Generated<string | null>;
  private_devices: Generated<boolean>;
  ip_ranges: string[] | null;
  sso_enforced: Generated<boolean>;
  break_glass: Generated<boolean>;
  evidence_quota: string | null;
  people_version: Generated<number>;
}

export interface CasewardMigrationsTable {
  number: number;
  name: string;
  sha256: string;
  breaking: boolean;
  applied_at: Generated<string>;
}

export interface Database {
  'app.access_review_members': AppAccessReviewMembersTable;
  'app.access_review_schedules': AppAccessReviewSchedulesTable;
  'app.access_reviews': AppAccessReviewsTable;
  'app.activities': AppActivitiesTable;
  'app.agreements': AppAgreementsTable;
  'app.alert_deliveries': AppAlertDeliveriesTable;
  'app.api_tokens': AppApiTokensTable;
  'app.attack_rounds': AppAttackRoundsTable;
  'app.audit_checkpoints': AppAuditCheckpointsTable;
  'app.audit_cosignatures': AppAuditCosignaturesTable;
  'app.audit_entries': AppAuditEntriesTable;
  'app.audit_leaves': AppAuditLeavesTable;
  'app.audit_signing_keys': AppAuditSigningKeysTable;
  'app.backup_codes': AppBackupCodesTable;
  'app.backups': AppBackupsTable;
  'app.break_glass_uses': AppBreakGlassUsesTable;
  'app.case_counters': AppCaseCountersTable;
  'app.case_drafts': AppCaseDraftsTable;
  'app.case_grants': AppCaseGrantsTable;
  'app.case_import_parts': AppCaseImportPartsTable;
  'app.case_import_rows': AppCaseImportRowsTable;
  'app.case_imports': AppCaseImportsTable;
  'app.case_links': AppCaseLinksTable;
  'app.case_staff': AppCaseStaffTable;
  'app.case_tags': AppCaseTagsTable;
  'app.cases': AppCasesTable;
  'app.categories': AppCategoriesTable;
  'app.comments': AppCommentsTable;
  'app.contact_consents': AppContactConsentsTable;
  'app.contact_holds': AppContactHoldsTable;
  'app.contact_words': AppContactWordsTable;
  'app.contacts': AppContactsTable;
  'app.context_secrets': AppContextSecretsTable;
  'app.departures': AppDeparturesTable;
  'app.dns_reviews': AppDnsReviewsTable;
  'app.drills': AppDrillsTable;
  'app.erasures': AppErasuresTable;
  'app.evidence': AppEvidenceTable;
  'app.evidence_packs': AppEvidencePacksTable;
  'app.evidence_pieces': AppEvidencePiecesTable;
  'app.export_files': AppExportFilesTable;
  'app.exports': AppExportsTable;
  'app.factor_challenges': AppFactorChallengesTable;
  'app.gone_files': AppGoneFilesTable;
  'app.health_changes': AppHealthChangesTable;
  'app.health_days': AppHealthDaysTable;
  'app.health_looks': AppHealthLooksTable;
  'app.incident_steps': AppIncidentStepsTable;
  'app.incidents': AppIncidentsTable;
  'app.invitations': AppInvitationsTable;
  'app.kept_replies': AppKeptRepliesTable;
  'app.log_alerts': AppLogAlertsTable;
  'app.log_streams': AppLogStreamsTable;
  'app.mailed_tokens': AppMailedTokensTable;
  'app.memberships': AppMembershipsTable;
  'app.mentions': AppMentionsTable;
  'app.operator_tokens': AppOperatorTokensTable;
  'app.outbox': AppOutboxTable;
  'app.passkeys': AppPasskeysTable;
  'app.passwords': AppPasswordsTable;
  'app.privacy_requests': AppPrivacyRequestsTable;
  'app.probe_mails': AppProbeMailsTable;
  'app.probe_worlds': AppProbeWorldsTable;
  'app.proof_runs': AppProofRunsTable;
  'app.rate_windows': AppRateWindowsTable;
  'app.recovery_kits': AppRecoveryKitsTable;
  'app.red_days': AppRedDaysTable;
  'app.retention_rules': AppRetentionRulesTable;
  'app.review_decisions': AppReviewDecisionsTable;
  'app.review_rounds': AppReviewRoundsTable;
  'app.saved_views': AppSavedViewsTable;
  'app.scim_directories': AppScimDirectoriesTable;
  'app.scim_group_members': AppScimGroupMembersTable;
  'app.scim_groups': AppScimGroupsTable;
  'app.scim_tokens': AppScimTokensTable;
  'app.scim_users': AppScimUsersTable;
  'app.search_docs': AppSearchDocsTable;
  'app.sessions': AppSessionsTable;
  'app.setup_links': AppSetupLinksTable;
  'app.sign_in_codes': AppSignInCodesTable;
  'app.sign_in_tries': AppSignInTriesTable;
  'app.signed_records': AppSignedRecordsTable;
  'app.sso_connections': AppSsoConnectionsTable;
  'app.sso_domains': AppSsoDomainsTable;
  'app.sso_people': AppSsoPeopleTable;
  'app.sso_sessions': AppSsoSessionsTable;
  'app.sso_sign_ins': AppSsoSignInsTable;
  'app.sso_spent': AppSsoSpentTable;
  'app.status_notes': AppStatusNotesTable;
  'app.system_keys': AppSystemKeysTable;
  'app.tags': AppTagsTable;
  'app.templates': AppTemplatesTable;
  'app.totp_secrets': AppTotpSecretsTable;
  'app.users': AppUsersTable;
  'app.vulnerability_reports': AppVulnerabilityReportsTable;
  'app.witnessed_logs': AppWitnessedLogsTable;
  'app.workspace_keys': AppWorkspaceKeysTable;
  'app.workspaces': AppWorkspacesTable;
  caseward_migrations: CasewardMigrationsTable;
}
