-- What all migrations together make. Written by `npm run schema -- --write`; never edited by hand.
-- pg-boss keeps its own schema and is not listed.

-- Schemas

create schema app authorization caseward_owner;

-- Tables

create table app.access_review_members (
  workspace_id uuid not null,
  review_id uuid not null,
  user_id uuid not null,
  role text not null,
  joined_at timestamp with time zone not null,
  last_seen_at timestamp with time zone,
  passkeys integer not null,
  totp boolean not null,
  password boolean not null,
  tokens integer not null,
  grants integer not null,
  decision text,
  new_role text,
  sealed_reason bytea,
  decided_by uuid,
  decided_at timestamp with time zone
);

create table app.access_review_schedules (
  workspace_id uuid not null,
  every_months integer,
  changed_at timestamp with time zone not null default now()
);

create table app.access_reviews (
  workspace_id uuid not null,
  id uuid not null default gen_random_uuid(),
  opened_by uuid,
  opened_at timestamp with time zone not null default now(),
  due_at timestamp with time zone not null default (now() + '14 days'::interval),
  closed_at timestamp with time zone,
  closed_by uuid,
  sealed_record bytea,
  record_digest bytea
);

create table app.activities (
  workspace_id uuid not null,
  id uuid not null default gen_random_uuid(),
  case_id uuid not null,
  actor_id uuid,
  kind text not null,
  fields text[] not null default '{}'::text[],
  sealed_detail bytea,
  at timestamp with time zone not null default clock_timestamp()
);

create table app.agreements (
  workspace_id uuid not null,
  id uuid not null,
  version text not null,
  text_digest bytea not null,
  accepted_by uuid not null,
  accepted_at timestamp with time zone not null default now(),
  sealed_record bytea not null,
  record_digest bytea not null,
  sealed_text bytea not null
);

create table app.alert_deliveries (
  workspace_id uuid not null,
  id uuid not null default gen_random_uuid(),
  alert_id uuid not null,
  channel text not null,
  entry_id uuid not null,
  actor_id uuid,
  count integer not null,
  state text not null default 'waiting'::text,
  tries integer not null default 0,
  next_try_at timestamp with time zone not null default now(),
  failure text,
  made_at timestamp with time zone not null default now(),
  sent_at timestamp with time zone
);

create table app.api_tokens (
  workspace_id uuid not null,
  id uuid not null default gen_random_uuid(),
  pass_id uuid not null default gen_random_uuid(),
  public_id text not null,
  secret_hash text not null,
  sealed_name bytea not null,
  role text not null,
  scopes text[] not null,
  ip_ranges cidr[],
  maker_id uuid not null,
  survives_maker boolean not null default false,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  reminded_days integer
);

create table app.attack_rounds (
  id uuid not null,
  started_at timestamp with time zone not null,
  finished_at timestamp with time zone not null default now(),
  outcome text not null,
  probes integer not null default 0,
  calls integer not null default 0,
  incident_id uuid
);

create table app.audit_checkpoints (
  size bigint not null,
  root bytea not null,
  note text not null,
  at timestamp with time zone not null default now()
);

create table app.audit_cosignatures (
  size bigint not null,
  witness text not null,
  line text not null,
  at timestamp with time zone not null default now()
);

create table app.audit_entries (
  id uuid not null default gen_random_uuid(),
  workspace_id uuid,
  at timestamp with time zone not null default clock_timestamp(),
  actor_kind text not null,
  actor_id uuid,
  session_id uuid,
  action text not null,
  target_kind text,
  target_id uuid,
  fields text[] not null default '{}'::text[],
  ip_sealed bytea,
  request_id text not null,
  detail jsonb not null default '{}'::jsonb
);

create table app.audit_leaves (
  seq bigint not null,
  entry_id uuid not null,
  leaf bytea not null
);

create table app.audit_signing_keys (
  id uuid not null default gen_random_uuid(),
  name text not null,
  public_key bytea not null,
  sealed_private_key bytea not null,
  created_at timestamp with time zone not null default now(),
  number bigint not null generated always as identity
);

create table app.backup_codes (
  user_id uuid not null,
  code_digest bytea not null,
  used_at timestamp with time zone,
  created_at timestamp with time zone not null default now()
);

create table app.backups (
  id text not null,
  own boolean not null,
  taken_at timestamp with time zone not null,
  finished_at timestamp with time zone not null default now(),
  outcome text not null,
  place text not null,
  versioning text not null default 'unknown'::text,
  object_lock text not null default 'unknown'::text,
  migration integer,
  total_rows bigint not null default 0,
  total_files integer not null default 0,
  missing_files integer not null default 0,
  added_bytes bigint not null default 0,
  failure text,
  removed_at timestamp with time zone
);

create table app.break_glass_uses (
  workspace_id uuid not null,
  session_id uuid not null,
  user_id uuid not null,
  at timestamp with time zone not null default now(),
  told_at timestamp with time zone
);

create table app.case_counters (
  workspace_id uuid not null,
  last_number integer not null
);

create table app.case_drafts (
  workspace_id uuid not null,
  id uuid not null default gen_random_uuid(),
  user_id uuid not null,
  case_id uuid,
  base_version integer,
  sealed_content bytea not null,
  saved_at timestamp with time zone not null default now()
);

create table app.case_grants (
  workspace_id uuid not null,
  case_id uuid not null,
  user_id uuid not null,
  kind text not null,
  expires_at timestamp with time zone,
  granted_by uuid not null,
  created_at timestamp with time zone not null default now()
);

create table app.case_import_parts (
  workspace_id uuid not null,
  import_id uuid not null,
  start bigint not null,
  sealed_bytes bytea not null
);

create table app.case_import_rows (
  workspace_id uuid not null,
  import_id uuid not null,
  row_number integer not null,
  case_id uuid,
  case_version integer,
  faults text[]
);

create table app.case_imports (
  workspace_id uuid not null,
  id uuid not null,
  made_by uuid not null,
  state text not null default 'receiving'::text,
  sealed_name bytea not null,
  plan jsonb,
  size bigint not null,
  received bigint not null default 0,
  row_count integer,
  row_done integer not null default 0,
  tried integer not null default 0,
  made integer not null default 0,
  refused integer not null default 0,
  undone integer not null default 0,
  kept integer not null default 0,
  run_id uuid,
  beat_at timestamp with time zone,
  asked_at timestamp with time zone not null default now(),
  done_at timestamp with time zone
);

create table app.case_links (
  workspace_id uuid not null,
  id uuid not null default gen_random_uuid(),
  case_id uuid not null,
  other_id uuid not null,
  kind text not null,
  created_by uuid not null,
  created_at timestamp with time zone not null default now()
);

create table app.case_staff (
  workspace_id uuid not null,
  case_id uuid not null,
  slot text not null,
  user_id uuid not null
);

create table app.case_tags (
  workspace_id uuid not null,
  case_id uuid not null,
  tag_id uuid not null
);

create table app.cases (
  workspace_id uuid not null,
  id uuid not null default gen_random_uuid(),
  number integer not null,
  case_type text not null,
  state text not null,
  phase text not null,
  revision_needed boolean not null default false,
  severity text,
  category_id uuid,
  owner_id uuid not null,
  creator_id uuid not null,
  restricted boolean not null default false,
  due_at timestamp with time zone,
  legal_hold boolean not null default false,
  sealed_list bytea not null,
  sealed_body bytea not null,
  version integer not null default 1,
  content_version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  open_round_id uuid,
  staff_slots text[] not null default '{}'::text[],
  staff_ids uuid[] not null default '{}'::uuid[],
  granted_ids uuid[] not null default '{}'::uuid[]
);

create table app.categories (
  workspace_id uuid not null,
  id uuid not null default gen_random_uuid(),
  sealed_name bytea not null,
  "position" integer not null default 0,
  archived_at timestamp with time zone,
  version integer not null default 1
);

create table app.comments (
  workspace_id uuid not null,
  id uuid not null default gen_random_uuid(),
  case_id uuid not null,
  author_id uuid not null,
  anchor_kind text not null default 'case'::text,
  anchor_id uuid,
  sealed_content bytea not null,
  resolved_at timestamp with time zone,
  resolved_by uuid,
  deleted_at timestamp with time zone,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  edited_at timestamp with time zone
);

create table app.contact_consents (
  workspace_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  purpose text not null,
  decision text not null,
  noted_at timestamp with time zone not null default clock_timestamp(),
  noted_by uuid not null,
  sealed_how bytea not null
);

create table app.contact_holds (
  workspace_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  decision text not null,
  noted_at timestamp with time zone not null default clock_timestamp(),
  noted_by uuid not null,
  sealed_reason bytea not null
);

create table app.contact_words (
  workspace_id uuid not null,
  token bigint not null,
  contact_id uuid not null
);

create table app.contacts (
  workspace_id uuid not null,
  id uuid not null,
  owner_id uuid not null,
  state text not null default 'active'::text,
  source text not null,
  sealed_content bytea not null,
  do_not_sell_at timestamp with time zone,
  do_not_sell_from text,
  do_not_sell_by uuid,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  changed_at timestamp with time zone not null default now(),
  legal_hold boolean not null default false
);

create table app.context_secrets (
  secret bytea not null,
  door_key bytea
);

create table app.departures (
  workspace_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  by_id uuid not null,
  done_at timestamp with time zone not null default now(),
  receipt text not null,
  receipt_digest bytea not null
);

create table app.dns_reviews (
  id uuid not null,
  at timestamp with time zone not null default now(),
  names integer not null,
  findings integer not null,
  sealed_record bytea not null
);

create table app.drills (
  id uuid not null default gen_random_uuid(),
  backup_id text not null,
  started_at timestamp with time zone not null,
  finished_at timestamp with time zone not null default now(),
  outcome text not null,
  migration integer not null,
  total_rows bigint not null default 0,
  audit_entries bigint not null default 0,
  opened_records integer not null default 0,
  opened_files integer not null default 0,
  failure text
);

create table app.erasures (
  id uuid not null,
  kind text not null,
  subject_id uuid not null,
  asked_by uuid,
  done_at timestamp with time zone not null default now(),
  replacement jsonb not null default '{}'::jsonb,
  certificate text not null,
  digest bytea not null,
  note text,
  key text
);

create table app.evidence (
  workspace_id uuid not null,
  id uuid not null default gen_random_uuid(),
  case_id uuid not null,
  uploader_id uuid not null,
  replaces_id uuid,
  media_type text not null,
  size bigint not null,
  sha256 bytea,
  state text not null default 'uploading'::text,
  visibility text not null default 'case'::text,
  refusal text,
  blob_key text not null,
  received bigint not null default 0,
  sealed_list bytea not null,
  sealed_text bytea,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  scanned_at timestamp with time zone,
  deleted_at timestamp with time zone,
  sealed_file_key bytea
);

create table app.evidence_packs (
  id uuid not null,
  made_at timestamp with time zone not null default now(),
  build text not null,
  digest bytea not null,
  content bytea not null
);

create table app.evidence_pieces (
  workspace_id uuid not null,
  evidence_id uuid not null,
  start bigint not null,
  id uuid not null,
  size bigint not null,
  created_at timestamp with time zone not null default now(),
  sealed_file_key bytea
);

create table app.export_files (
  workspace_id uuid not null,
  export_id uuid not null,
  number integer not null,
  id uuid not null,
  sealed_head bytea,
  sealed_file_key bytea
);

create table app.exports (
  workspace_id uuid not null,
  id uuid not null,
  requested_by uuid not null,
  state text not null default 'queued'::text,
  place jsonb not null default '{}'::jsonb,
  steps integer not null default 0,
  steps_total integer,
  files integer not null default 0,
  size bigint,
  run_id uuid,
  beat_at timestamp with time zone,
  requested_at timestamp with time zone not null default now(),
  done_at timestamp with time zone
);

create table app.factor_challenges (
  id uuid not null default gen_random_uuid(),
  user_id uuid,
  purpose text not null,
  challenge_digest bytea not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  session_id uuid
);

create table app.gone_files (
  workspace_id uuid not null,
  blob_id uuid not null,
  gone_at timestamp with time zone not null default now()
);

create table app.health_changes (
  id bigint not null generated always as identity,
  part text not null,
  status text not null,
  note text,
  at timestamp with time zone not null default now()
);

create table app.health_days (
  day date not null,
  part text not null,
  ok integer not null default 0,
  degraded integer not null default 0,
  down integer not null default 0
);

create table app.health_looks (
  day date not null,
  looks integer not null default 0,
  silent integer not null default 0,
  last_at timestamp with time zone not null default now()
);

create table app.incident_steps (
  incident_id uuid not null,
  number integer not null,
  at timestamp with time zone not null default now(),
  kind text not null,
  due_at timestamp with time zone,
  done_at timestamp with time zone,
  sealed_text bytea not null
);

create table app.incidents (
  id uuid not null,
  kind text not null,
  severity text not null,
  state text not null default 'open'::text,
  known_at timestamp with time zone not null default now(),
  notify_by timestamp with time zone,
  closed_at timestamp with time zone,
  report_id uuid,
  sealed_facts bytea not null
);

create table app.invitations (
  workspace_id uuid not null,
  id uuid not null default gen_random_uuid(),
  email_digest bytea not null,
  sealed_email bytea not null,
  role text not null,
  assigned_only boolean not null default false,
  token_digest bytea not null,
  state text not null default 'pending'::text,
  inviter_id uuid not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null
);

create table app.kept_replies (
  workspace_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  key_digest bytea not null,
  request_digest bytea not null,
  sealed_reply bytea not null,
  expires_at timestamp with time zone not null default (now() + '24:00:00'::interval)
);

create table app.log_alerts (
  workspace_id uuid not null,
  id uuid not null,
  sealed_name bytea not null,
  kind text not null,
  threshold integer not null,
  window_minutes integer not null,
  by_mail boolean not null,
  sealed_webhook bytea,
  active boolean not null default true,
  judged_to bigint not null,
  made_by uuid not null,
  made_at timestamp with time zone not null default now(),
  version integer not null default 1
);

create table app.log_streams (
  workspace_id uuid not null,
  id uuid not null,
  kind text not null,
  sealed_settings bytea not null,
  active boolean not null default true,
  sent_to bigint not null,
  sent bigint not null default 0,
  last_sent_at timestamp with time zone,
  tries integer not null default 0,
  failing_since timestamp with time zone,
  failure text,
  next_try_at timestamp with time zone not null default now(),
  lease_id uuid,
  leased_until timestamp with time zone,
  made_by uuid not null,
  made_at timestamp with time zone not null default now(),
  version integer not null default 1
);

create table app.mailed_tokens (
  id uuid not null default gen_random_uuid(),
  user_id uuid not null,
  purpose text not null,
  token_digest bytea not null,
  sealed_email bytea,
  email_digest bytea,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone
);

create table app.memberships (
  workspace_id uuid not null,
  id uuid not null default gen_random_uuid(),
  user_id uuid not null,
  role text not null,
  assigned_only boolean not null default false,
  state text not null default 'active'::text,
  sealed_profile bytea not null,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  changed_at timestamp with time zone not null default now(),
  admin_since timestamp with time zone,
  break_glass boolean not null default false
);

create table app.mentions (
  workspace_id uuid not null,
  comment_id uuid not null,
  user_id uuid not null,
  seen_at timestamp with time zone,
  created_at timestamp with time zone not null default now()
);

create table app.operator_tokens (
  id uuid not null default gen_random_uuid(),
  token_digest bytea not null,
  purpose text not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  ended_at timestamp with time zone
);

create table app.outbox (
  workspace_id uuid not null,
  id uuid not null default gen_random_uuid(),
  topic text not null,
  target_id uuid,
  payload jsonb not null default '{}'::jsonb,
  created_at timestamp with time zone not null default now()
);

create table app.passkeys (
  id uuid not null default gen_random_uuid(),
  user_id uuid not null,
  credential_id bytea not null,
  public_key bytea not null,
  counter bigint not null default 0,
  transports text[] not null default '{}'::text[],
  backed_up boolean not null default false,
  sealed_name bytea not null,
  created_at timestamp with time zone not null default now(),
  last_used_at timestamp with time zone,
  sealed_device bytea not null
);

create table app.passwords (
  user_id uuid not null,
  hash text not null,
  temporary boolean not null default false,
  recheck boolean not null default false,
  set_at timestamp with time zone not null default now(),
  must_change boolean not null default false
);

create table app.privacy_requests (
  workspace_id uuid not null,
  id uuid not null,
  law text not null,
  kind text not null,
  state text not null default 'received'::text,
  by_form boolean not null,
  received_at timestamp with time zone not null,
  acknowledge_by timestamp with time zone,
  due_at timestamp with time zone not null,
  extended_at timestamp with time zone,
  identity_checked_at timestamp with time zone,
  handler_id uuid,
  closed_at timestamp with time zone,
  reminded_at timestamp with time zone,
  follow_digest bytea,
  sealed_request bytea not null,
  sealed_course bytea not null,
  sealed_record bytea,
  record_digest bytea
);

create table app.probe_mails (
  id uuid not null default gen_random_uuid(),
  world_id uuid not null,
  sealed_mail bytea not null,
  at timestamp with time zone not null default clock_timestamp()
);

create table app.probe_worlds (
  id uuid not null default gen_random_uuid(),
  workspace_ids uuid[] not null,
  user_ids uuid[] not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null
);

create table app.proof_runs (
  id uuid not null default gen_random_uuid(),
  at timestamp with time zone not null default now(),
  build text not null,
  results jsonb not null
);

create unlogged table app.rate_windows (
  class text not null,
  key bytea not null,
  window_start timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  used integer not null,
  last_grant integer not null
);

create table app.recovery_kits (
  id uuid not null default gen_random_uuid(),
  public_key bytea not null,
  word_digest bytea not null,
  made_at timestamp with time zone not null default now(),
  confirmed_at timestamp with time zone
);

create table app.red_days (
  claim_id text not null,
  day date not null
);

create table app.retention_rules (
  workspace_id uuid not null,
  class text not null,
  case_type text not null default ''::text,
  days integer not null,
  changed_at timestamp with time zone not null default now()
);

create table app.review_decisions (
  workspace_id uuid not null,
  round_id uuid not null,
  reviewer_id uuid not null,
  decision text,
  voided_at timestamp with time zone,
  sealed_comment bytea,
  decided_at timestamp with time zone
);

create table app.review_rounds (
  workspace_id uuid not null,
  id uuid not null default gen_random_uuid(),
  case_id uuid not null,
  content_version integer not null,
  state text not null default 'open'::text,
  rule_mode text not null,
  rule_count integer not null default 1,
  sealed_note bytea,
  opened_by uuid not null,
  opened_at timestamp with time zone not null default now(),
  closed_at timestamp with time zone
);

create table app.saved_views (
  workspace_id uuid not null,
  id uuid not null default gen_random_uuid(),
  user_id uuid not null,
  shared boolean not null default false,
  sealed_content bytea not null,
  created_at timestamp with time zone not null default now(),
  version integer not null default 1
);

create table app.scim_directories (
  workspace_id uuid not null,
  id uuid not null default gen_random_uuid(),
  active boolean not null default true,
  default_role text not null,
  version integer not null default 1,
  created_by uuid,
  created_at timestamp with time zone not null default now(),
  changed_at timestamp with time zone not null default now()
);

create table app.scim_group_members (
  workspace_id uuid not null,
  group_id uuid not null,
  membership_id uuid not null
);

create table app.scim_groups (
  workspace_id uuid not null,
  id uuid not null default gen_random_uuid(),
  name_digest bytea not null,
  external_id_digest bytea,
  sealed_attributes bytea not null,
  role text,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  changed_at timestamp with time zone not null default now()
);

create table app.scim_tokens (
  workspace_id uuid not null,
  id uuid not null default gen_random_uuid(),
  pass_id uuid not null default gen_random_uuid(),
  public_id text not null,
  secret_hash text not null,
  created_by uuid,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  reminded_days integer
);

create table app.scim_users (
  workspace_id uuid not null,
  membership_id uuid not null,
  user_name_digest bytea,
  external_id_digest bytea,
  sealed_attributes bytea,
  ended_by_directory boolean not null default false,
  created_at timestamp with time zone not null default now(),
  changed_at timestamp with time zone not null default now()
);

create table app.search_docs (
  workspace_id uuid not null,
  case_id uuid not null,
  source_kind text not null,
  source_id uuid not null,
  tokens bigint[] not null
);

create table app.sessions (
  id uuid not null,
  user_id uuid not null,
  stage text not null default 'full'::text,
  private_device boolean not null default false,
  sealed_origin bytea not null,
  created_at timestamp with time zone not null default now(),
  last_seen_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  end_reason text,
  first_factor text not null default 'code'::text,
  second_factor text,
  factor_at timestamp with time zone not null default now(),
  sso_workspace_id uuid
);

create table app.setup_links (
  id uuid not null default gen_random_uuid(),
  token_digest bytea not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone
);

create table app.sign_in_codes (
  id uuid not null default gen_random_uuid(),
  email_digest bytea not null,
  code_digest bytea not null,
  purpose text not null,
  tries integer not null default 0,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  consumed_at timestamp with time zone
);

create table app.sign_in_tries (
  key bytea not null,
  at timestamp with time zone not null default clock_timestamp()
);

create table app.signed_records (
  workspace_id uuid not null,
  id uuid not null,
  kind text not null,
  digest bytea not null,
  made_at timestamp with time zone not null default now(),
  note text,
  key text
);

create table app.sso_connections (
  workspace_id uuid not null,
  id uuid not null default gen_random_uuid(),
  kind text not null,
  sealed_settings bytea not null,
  sealed_private_key bytea,
  active boolean not null default false,
  unasked boolean not null default false,
  join_role text,
  tested_version integer,
  tested_at timestamp with time zone,
  tested_by uuid,
  sealed_test bytea,
  metadata_at timestamp with time zone,
  metadata_failing_since timestamp with time zone,
  reminded_days integer,
  version integer not null default 1,
  created_by uuid not null,
  created_at timestamp with time zone not null default now(),
  changed_at timestamp with time zone not null default now()
);

create table app.sso_domains (
  workspace_id uuid not null,
  id uuid not null default gen_random_uuid(),
  domain text not null,
  challenge text not null,
  verified_at timestamp with time zone,
  verified_by text,
  checked_at timestamp with time zone,
  created_by uuid,
  created_at timestamp with time zone not null default now()
);

create table app.sso_people (
  workspace_id uuid not null,
  connection_id uuid not null,
  user_id uuid not null,
  first_at timestamp with time zone not null default now(),
  last_at timestamp with time zone not null default now()
);

create table app.sso_sessions (
  workspace_id uuid not null,
  session_id uuid not null,
  connection_id uuid not null,
  subject_digest bytea not null,
  index_digest bytea,
  sealed_subject bytea not null,
  created_at timestamp with time zone not null default now()
);

create table app.sso_sign_ins (
  workspace_id uuid not null,
  id uuid not null,
  connection_id uuid not null,
  purpose text not null,
  user_id uuid,
  browser_digest bytea,
  sealed_state bytea,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null default (now() + '00:05:00'::interval),
  answered_at timestamp with time zone,
  arrival_digest bytea,
  sealed_arrival bytea,
  claimed_at timestamp with time zone
);

create table app.sso_spent (
  workspace_id uuid not null,
  connection_id uuid not null,
  digest bytea not null,
  spent_at timestamp with time zone not null default now()
);

create table app.status_notes (
  id uuid not null default gen_random_uuid(),
  about uuid not null,
  at timestamp with time zone not null default now(),
  state text not null,
  said text not null
);

create table app.system_keys (
  purpose text not null,
  version integer not null,
  wrapped bytea not null,
  root_key_id text not null,
  created_at timestamp with time zone not null default now(),
  retired_at timestamp with time zone
);

create table app.tags (
  workspace_id uuid not null,
  id uuid not null default gen_random_uuid(),
  name_digest bytea not null,
  sealed_name bytea not null,
  version integer not null default 1
);

create table app.templates (
  workspace_id uuid not null,
  id uuid not null default gen_random_uuid(),
  case_type text not null,
  sealed_content bytea not null,
  "position" integer not null default 0,
  version integer not null default 1
);

create table app.totp_secrets (
  user_id uuid not null,
  sealed_secret bytea not null,
  confirmed_at timestamp with time zone,
  last_step bigint not null default 0,
  created_at timestamp with time zone not null default now()
);

create table app.users (
  id uuid not null default gen_random_uuid(),
  email_digest bytea not null,
  sealed_profile bytea not null,
  preferences jsonb not null default '{}'::jsonb,
  tokens_valid_after timestamp with time zone not null default now(),
  created_at timestamp with time zone not null default now(),
  disabled_at timestamp with time zone
);

create table app.vulnerability_reports (
  id uuid not null,
  received_at timestamp with time zone not null default now(),
  acknowledge_by timestamp with time zone not null,
  acknowledged_at timestamp with time zone,
  closed_at timestamp with time zone,
  state text not null default 'received'::text,
  severity text,
  sealed_report bytea not null,
  sealed_answer bytea,
  follow_digest bytea not null,
  wants_credit boolean not null,
  credit text,
  probe boolean not null default false
);

create table app.witnessed_logs (
  origin text not null,
  size bigint not null,
  root bytea not null,
  note text not null,
  at timestamp with time zone not null default now()
);

create table app.workspace_keys (
  workspace_id uuid not null,
  purpose text not null,
  version integer not null,
  wrapped bytea not null,
  root_key_id text not null,
  created_at timestamp with time zone not null default now(),
  retired_at timestamp with time zone
);

create table app.workspaces (
  id uuid not null default gen_random_uuid(),
  sealed_profile bytea not null,
  preset text not null,
  region text not null default ''::text,
  state text not null default 'active'::text,
  synthetic boolean not null default false,
  settings jsonb not null,
  policies jsonb not null default '{}'::jsonb,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  deletion_at timestamp with time zone,
  sign_in_methods text[],
  strong_factor_from timestamp with time zone default (now() + '7 days'::interval),
  private_devices boolean not null default true,
  ip_ranges cidr[],
  sso_enforced boolean not null default false,
  break_glass boolean not null default false,
  evidence_quota bigint,
  people_version integer not null default 1
);

create table public.caseward_migrations (
  number integer not null,
  name text not null,
  sha256 text not null,
  breaking boolean not null,
  applied_at timestamp with time zone not null default now()
);

-- Functions

CREATE OR REPLACE FUNCTION app.accept_invitation(p_session uuid, p_token_digest bytea, p_member_profile bytea)
 RETURNS TABLE(workspace_id uuid, membership_id uuid)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  i app.invitations;
  s app.sessions := app.use_full_session(p_session);
begin
  update app.invitations t set state = 'accepted'
    from app.users u, app.workspaces w
    where t.token_digest = p_token_digest and t.state = 'pending' and t.expires_at > now()
      and u.id = s.user_id and u.email_digest = t.email_digest
      and w.id = t.workspace_id and w.state = 'active'
    returning t.* into i;
  if not found then
    raise exception 'invitation refused' using errcode = 'CW410';
  end if;
  return query
    insert into app.memberships as m (workspace_id, user_id, role, assigned_only, sealed_profile)
      values (i.workspace_id, s.user_id, i.role, i.assigned_only, p_member_profile)
    on conflict on constraint memberships_workspace_id_user_id_key do update
      set role = case when m.state = 'removed' then excluded.role else m.role end,
          assigned_only = case when m.state = 'removed' then excluded.assigned_only else m.assigned_only end,
          state = case when m.state = 'removed' then 'active' else m.state end,
          changed_at = now()
    returning m.workspace_id, m.id;
end
$function$
;
alter function app.accept_invitation(p_session uuid, p_token_digest bytea, p_member_profile bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.access_reviews_due(p_moment bigint, p_proof bytea)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select w.id from app.workspaces w left join app.access_review_schedules s on s.workspace_id = w.id
  where w.state = 'active' and not w.synthetic and app.proven('access reviews', p_moment, p_proof)
    and coalesce((select max(r.opened_at) from app.access_reviews r where r.workspace_id = w.id), w.created_at)
      + make_interval(months => case when s.workspace_id is null then 6 else s.every_months end) <= now()
    and not exists (select 1 from app.access_reviews r where r.workspace_id = w.id and r.closed_at is null)
  order by w.id limit 1000
$function$
;
alter function app.access_reviews_due(p_moment bigint, p_proof bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.actor_assigned_only()
 RETURNS boolean
 LANGUAGE sql
 STABLE
RETURN COALESCE((substr(current_setting('app.context'::text, true), 174, 1) = '1'::text), true)
;
alter function app.actor_assigned_only() owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.actor_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE
RETURN (NULLIF(substr(current_setting('app.context'::text, true), 137, 36), ''::text))::uuid
;
alter function app.actor_id() owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.actor_rank()
 RETURNS integer
 LANGUAGE sql
 STABLE
RETURN COALESCE((NULLIF(substr(current_setting('app.context'::text, true), 173, 1), ''::text))::integer, 0)
;
alter function app.actor_rank() owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.add_passkey(p_session uuid, p_id uuid, p_credential bytea, p_public_key bytea, p_counter bigint, p_transports text[], p_backed_up boolean, p_sealed_name bytea, p_sealed_device bytea, p_moment bigint, p_proof bytea)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  who uuid := app.require_recent_factor(p_session);
begin
  if app.proven('add-passkey ' || p_id::text || ' ' || encode(p_credential, 'hex'), p_moment, p_proof) is not true then
    raise exception 'session refused' using errcode = 'CW401';
  end if;
  perform 1 from app.users u where u.id = who for update;
  insert into app.passkeys
      (id, user_id, credential_id, public_key, counter, transports, backed_up, sealed_name, sealed_device)
    select p_id, who, p_credential, p_public_key, p_counter, p_transports, p_backed_up, p_sealed_name, p_sealed_device
    where (select count(*) from app.passkeys k where k.user_id = who) < 20
    on conflict do nothing;
  return found;
end
$function$
;
alter function app.add_passkey(p_session uuid, p_id uuid, p_credential bytea, p_public_key bytea, p_counter bigint, p_transports text[], p_backed_up boolean, p_sealed_name bytea, p_sealed_device bytea, p_moment bigint, p_proof bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.admins_hold()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if app.tenant() is not null and app.actor_rank() < 5 then
    raise exception 'not theirs to hold' using errcode = 'CW404';
  end if;
  return new;
end
$function$
;
alter function app.admins_hold() owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.answer_at_door(p_pass uuid, p_workspace uuid)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  begin
    perform app.enter(p_pass, p_workspace, '127.0.0.1'::inet);
    raise exception 'let in' using errcode = 'CW000';
  exception when others then
    return case sqlstate when 'CW000' then 'let_in' else sqlstate end;
  end;
end
$function$
;
alter function app.answer_at_door(p_pass uuid, p_workspace uuid) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.answer_to_sign_in(p_user uuid, p_factor text, p_workspace uuid, p_sso boolean)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  v_id uuid := gen_random_uuid();
  v_answer text;
begin
  begin
    insert into app.sessions (id, user_id, stage, sealed_origin, expires_at, first_factor, sso_workspace_id)
      values (v_id, p_user, 'full', '\x00', now() + interval '1 minute', p_factor, case when p_sso then p_workspace end);
    v_answer := app.answer_at_door(v_id, p_workspace);
    raise exception 'undone' using errcode = 'CW000';
  exception when sqlstate 'CW000' then
    return v_answer;
  end;
end
$function$
;
alter function app.answer_to_sign_in(p_user uuid, p_factor text, p_workspace uuid, p_sso boolean) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.ask_for_new_password()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if new.stage = 'full' and new.first_factor = 'password'
    and exists (select 1 from app.passwords p where p.user_id = new.user_id and p.must_change) then
    new.stage := 'change_password';
  end if;
  return new;
end
$function$
;
alter function app.ask_for_new_password() owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.audit_behind()
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select exists (
    select 1 from (select e.id from app.audit_entries e
      where e.at > now() - interval '1 day' and e.at < now() - interval '2 minutes' order by e.at desc limit 50) old
    where not exists (select 1 from app.audit_leaves l where l.entry_id = old.id))
$function$
;
alter function app.audit_behind() owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.audit_identity(p_user uuid, p_actor_kind text, p_session uuid, p_action text, p_request_id text, p_ip_sealed bytea, p_detail jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  insert into app.audit_entries (workspace_id, actor_kind, actor_id, session_id, action, target_kind, target_id,
      ip_sealed, request_id, detail)
    select m.workspace_id, p_actor_kind, p_user, p_session, p_action, 'user', p_user, p_ip_sealed, p_request_id, p_detail
    from app.memberships m where m.user_id = p_user and m.state <> 'removed';
  if not found then
    insert into app.audit_entries (workspace_id, actor_kind, actor_id, session_id, action, target_kind, target_id,
        ip_sealed, request_id, detail)
      values (null, p_actor_kind, p_user, p_session, p_action, 'user', p_user, p_ip_sealed, p_request_id, p_detail);
  end if;
end
$function$
;
alter function app.audit_identity(p_user uuid, p_actor_kind text, p_session uuid, p_action text, p_request_id text, p_ip_sealed bytea, p_detail jsonb) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.audit_reads(p_workspaces uuid[], p_kinds text[], p_actors uuid[], p_sessions uuid[], p_actions text[], p_target_kinds text[], p_targets uuid[], p_fields text[], p_ips bytea[], p_requests text[], p_details jsonb[])
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  insert into app.audit_entries (workspace_id, actor_kind, actor_id, session_id, action, target_kind, target_id,
      fields, ip_sealed, request_id, detail)
  select r.workspace_id, case when r.kind in ('user', 'token', 'scim') then r.kind end, r.actor_id, r.session_id,
    r.action, r.target_kind, r.target_id, string_to_array(r.fields, ','), r.ip, r.request_id, r.detail
  from unnest(p_workspaces, p_kinds, p_actors, p_sessions, p_actions, p_target_kinds, p_targets, p_fields, p_ips,
      p_requests, p_details)
    as r (workspace_id, kind, actor_id, session_id, action, target_kind, target_id, fields, ip, request_id, detail)
$function$
;
alter function app.audit_reads(p_workspaces uuid[], p_kinds text[], p_actors uuid[], p_sessions uuid[], p_actions text[], p_target_kinds text[], p_targets uuid[], p_fields text[], p_ips bytea[], p_requests text[], p_details jsonb[]) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.backup_due()
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select case
    when not exists (select from app.recovery_kits) or s.own is false then 'nothing'
    when s.newest_complete > now() - interval '23 hours 30 minutes' then
      case when exists (select from app.erasures e where e.done_at > now() - interval '1 day') then 'erasures' else 'nothing' end
    when s.drill_passed is not true or s.drill_at < now() - interval '6 days 12 hours' then 'drill'
    else 'backup' end
  from app.backup_state() s
$function$
;
alter function app.backup_due() owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.backup_state(OUT newest timestamp with time zone, OUT newest_complete timestamp with time zone, OUT own boolean, OUT confirmed boolean, OUT drill_at timestamp with time zone, OUT drill_passed boolean)
 RETURNS record
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select (select max(b.taken_at) from app.backups b),
    complete.taken_at, complete.own,
    (select k.confirmed_at is not null from app.recovery_kits k order by k.made_at desc limit 1),
    last.started_at, last.outcome = 'passed'
  from (select) here
    left join lateral (select b.taken_at, b.own from app.backups b where b.outcome = 'complete' order by b.taken_at desc limit 1) complete on true
    left join lateral (select d.started_at, d.outcome from app.drills d order by d.started_at desc limit 1) last on true
$function$
;
alter function app.backup_state(OUT newest timestamp with time zone, OUT newest_complete timestamp with time zone, OUT own boolean, OUT confirmed boolean, OUT drill_at timestamp with time zone, OUT drill_passed boolean) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.begin_erasing(p_workspace uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform set_config('app.erasing', app.erasing_mark(p_workspace::text) || p_workspace::text, true);
end
$function$
;
alter function app.begin_erasing(p_workspace uuid) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.begin_totp(p_session uuid, p_sealed_secret bytea)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  v_user uuid := app.require_recent_factor(p_session);
begin
  insert into app.totp_secrets (user_id, sealed_secret) values (v_user, p_sealed_secret)
    on conflict (user_id) do update set sealed_secret = excluded.sealed_secret, last_step = 0, created_at = now()
      where app.totp_secrets.confirmed_at is null;
  return found;
end
$function$
;
alter function app.begin_totp(p_session uuid, p_sealed_secret bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.break_glass_to_tell(p_moment bigint, p_proof bytea)
 RETURNS TABLE(workspace_id uuid, user_id uuid, at timestamp with time zone)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform app.sso_proven('break-glass', p_moment, p_proof);
  return query update app.break_glass_uses b set told_at = now() where b.told_at is null
    returning b.workspace_id, b.user_id, b.at;
end
$function$
;
alter function app.break_glass_to_tell(p_moment bigint, p_proof bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.case_imports_waiting(p_moment bigint, p_proof bytea)
 RETURNS TABLE(workspace_id uuid, id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select i.workspace_id, i.id from app.case_imports i join app.workspaces w on w.id = i.workspace_id and w.state = 'active'
  where i.state in ('queued', 'running', 'undoing') and app.proven('case imports', p_moment, p_proof)
    and (i.beat_at is null or i.beat_at < now() - interval '1 minute')
  order by i.asked_at limit 100
$function$
;
alter function app.case_imports_waiting(p_moment bigint, p_proof bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.change_email(p_session uuid, p_new uuid, p_sealed_origin bytea, p_digest bytea, p_sealed_profile bytea, p_moment bigint, p_proof bytea)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  who uuid := (app.use_full_session(p_session)).user_id;
  v_old bytea;
  v_new bytea;
begin
  update app.mailed_tokens t set used_at = now()
    where t.token_digest = p_digest and t.user_id = who and t.purpose = 'email_change' and t.used_at is null
      and t.expires_at > now()
    returning t.email_digest into v_new;
  if not found then
    return false;
  end if;
  select u.email_digest into v_old from app.users u where u.id = who for update;
  begin
    update app.users u set email_digest = v_new, sealed_profile = p_sealed_profile where u.id = who;
  exception when unique_violation then
    return false;
  end;
  -- What is on its way to the address there was; the new one's goes with the event.
  update app.sign_in_codes c set consumed_at = now() where c.email_digest = v_old and c.consumed_at is null;
  perform app.renew_alone(p_session, p_new, p_sealed_origin, 'full', 'email-changed', p_moment, p_proof);
  return true;
end
$function$
;
alter function app.change_email(p_session uuid, p_new uuid, p_sealed_origin bytea, p_digest bytea, p_sealed_profile bytea, p_moment bigint, p_proof bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.check_demands(p_user uuid, p_rank integer, p_admin_since timestamp with time zone, p_strong_from timestamp with time zone, p_vouched boolean)
 RETURNS void
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if (p_rank >= 5 and p_admin_since <= now() - interval '7 days'
      or p_strong_from <= now() and not p_vouched)
    and not app.has_strong_factor(p_user) then
    raise exception 'enrolment required' using errcode = 'CW415';
  end if;
end
$function$
;
alter function app.check_demands(p_user uuid, p_rank integer, p_admin_since timestamp with time zone, p_strong_from timestamp with time zone, p_vouched boolean) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.confirm_recovery_kit(p_token_digest bytea, p_word_digest bytea)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  lock table app.setup_links in share row exclusive mode;
  if not app.kit_link_open(p_token_digest) then
    return 'gone';
  end if;
  update app.recovery_kits k set confirmed_at = now()
    where k.id = (select n.id from app.recovery_kits n order by n.made_at desc limit 1) and k.word_digest = p_word_digest;
  if not found then
    return 'wrong';
  end if;
  update app.setup_links l set used_at = now() where l.token_digest = p_token_digest;
  return 'confirmed';
end
$function$
;
alter function app.confirm_recovery_kit(p_token_digest bytea, p_word_digest bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.confirm_totp(p_session uuid, p_sealed_secret bytea, p_step bigint, p_codes bytea[])
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  v_user uuid := app.require_recent_factor(p_session);
begin
  update app.totp_secrets t set confirmed_at = now(), last_step = p_step
    where t.user_id = v_user and t.confirmed_at is null and t.sealed_secret = p_sealed_secret;
  if not found then
    return false;
  end if;
  delete from app.backup_codes b where b.user_id = v_user;
  insert into app.backup_codes (user_id, code_digest) select v_user, c from unnest(p_codes) c;
  return true;
end
$function$
;
alter function app.confirm_totp(p_session uuid, p_sealed_secret bytea, p_step bigint, p_codes bytea[]) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.create_session(p_id uuid, p_user uuid, p_private boolean, p_sealed_origin bytea, p_stage text, p_first_factor text, p_second_factor text, p_sso_workspace uuid)
 RETURNS TABLE(ended uuid, ended_origin bytea, ended_last_seen_at timestamp with time zone)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  v_private boolean := p_private and not exists (select 1 from app.memberships m join app.workspaces w on w.id = m.workspace_id
    where m.user_id = p_user and m.state = 'active' and w.state = 'active' and not w.private_devices);
begin
  perform 1 from app.users u where u.id = p_user for update;
  insert into app.sessions (id, user_id, private_device, sealed_origin, stage, first_factor, second_factor, sso_workspace_id,
      expires_at)
    values (p_id, p_user, v_private, p_sealed_origin, p_stage, p_first_factor, p_second_factor, p_sso_workspace,
      now() + case when v_private then interval '30 days' else interval '8 hours' end);
  return query
    update app.sessions t set ended_at = now(), end_reason = 'cap'
      where t.id in (select o.id from app.sessions o
        where o.user_id = p_user and o.ended_at is null and o.expires_at > now() and o.id <> p_id
        order by o.last_seen_at desc, o.created_at desc offset 4)
      returning t.id, t.sealed_origin, t.last_seen_at;
end
$function$
;
alter function app.create_session(p_id uuid, p_user uuid, p_private boolean, p_sealed_origin bytea, p_stage text, p_first_factor text, p_second_factor text, p_sso_workspace uuid) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.create_user(p_user uuid, p_email_digest bytea, p_sealed_profile bytea)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  insert into app.users (id, email_digest, sealed_profile) values (p_user, p_email_digest, p_sealed_profile)
$function$
;
alter function app.create_user(p_user uuid, p_email_digest bytea, p_sealed_profile bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.create_workspace(p_workspace uuid, p_sealed_profile bytea, p_preset text, p_region text, p_settings jsonb, p_policies jsonb, p_synthetic boolean, p_purposes text[], p_versions integer[], p_wrapped bytea[], p_root_key_ids text[], p_owner uuid, p_owner_profile bytea)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  insert into app.workspaces (id, sealed_profile, preset, region, settings, policies, synthetic)
    values (p_workspace, p_sealed_profile, p_preset, p_region, p_settings, p_policies, p_synthetic);
  insert into app.workspace_keys (workspace_id, purpose, version, wrapped, root_key_id)
    select p_workspace, k.* from unnest(p_purposes, p_versions, p_wrapped, p_root_key_ids) k;
  insert into app.memberships (workspace_id, user_id, role, sealed_profile)
    values (p_workspace, p_owner, 'owner', p_owner_profile);
end
$function$
;
alter function app.create_workspace(p_workspace uuid, p_sealed_profile bytea, p_preset text, p_region text, p_settings jsonb, p_policies jsonb, p_synthetic boolean, p_purposes text[], p_versions integer[], p_wrapped bytea[], p_root_key_ids text[], p_owner uuid, p_owner_profile bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.current_session(p_session uuid)
 RETURNS TABLE(id uuid, user_id uuid, stage text, private_device boolean, created_at timestamp with time zone, last_seen_at timestamp with time zone, expires_at timestamp with time zone, sealed_profile bytea, preferences jsonb, first_factor text, second_factor text, factor_at timestamp with time zone, sso_workspace_id uuid)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select s.id, s.user_id, s.stage, s.private_device, s.created_at, s.last_seen_at, s.expires_at,
    u.sealed_profile, u.preferences, s.first_factor, s.second_factor, s.factor_at, s.sso_workspace_id
  from app.use_session(p_session) s join app.users u on u.id = s.user_id
$function$
;
alter function app.current_session(p_session uuid) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.directory_holds(p_user uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select exists (select 1 from app.memberships m
    join app.scim_users t on t.workspace_id = m.workspace_id and t.membership_id = m.id
    where m.workspace_id = app.tenant() and app.actor_rank() >= 5 and m.user_id = p_user
      and (t.ended_by_directory or t.user_name_digest is not null or t.external_id_digest is not null
        or exists (select 1 from app.scim_group_members g
          where g.workspace_id = t.workspace_id and g.membership_id = t.membership_id)))
$function$
;
alter function app.directory_holds(p_user uuid) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.directory_tokens_to_remind(p_moment bigint, p_proof bytea)
 RETURNS TABLE(workspace_id uuid, id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select t.workspace_id, t.id from app.scim_tokens t
  join app.scim_directories d on d.workspace_id = t.workspace_id and d.active
  join app.workspaces w on w.id = t.workspace_id and w.state = 'active'
  cross join lateral (select case when t.expires_at <= now() + interval '1 day' then 1
    when t.expires_at <= now() + interval '7 days' then 7 else 30 end as days) due
  where t.revoked_at is null and t.expires_at > now() and t.expires_at <= now() + interval '30 days'
    and t.expires_at > t.created_at + due.days * interval '1 day' + interval '1 hour'
    and (t.reminded_days is null or t.reminded_days > due.days)
    and not exists (select 1 from app.scim_tokens n
      where n.workspace_id = t.workspace_id and n.revoked_at is null and n.expires_at > t.expires_at)
    and app.proven('directory reminders', p_moment, p_proof)
$function$
;
alter function app.directory_tokens_to_remind(p_moment bigint, p_proof bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.do_erase_member(p_user uuid, p_workspace uuid, p_profile bytea)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  t text;
  n bigint;
  gone jsonb := '{}';
begin
  perform app.begin_erasing(p_workspace);
  foreach t in array array['case_drafts', 'case_grants', 'case_staff', 'mentions', 'kept_replies', 'sso_people', 'break_glass_uses'] loop
    execute format('delete from app.%I where workspace_id = $1 and user_id = $2', t) using p_workspace, p_user;
    get diagnostics n = row_count;
    gone := gone || jsonb_build_object(t, n);
  end loop;
  delete from app.saved_views v where v.workspace_id = p_workspace and v.user_id = p_user and not v.shared;
  get diagnostics n = row_count;
  gone := gone || jsonb_build_object('saved_views', n);
  delete from app.scim_users s using app.memberships m
    where m.workspace_id = p_workspace and m.user_id = p_user and s.workspace_id = p_workspace and s.membership_id = m.id;
  get diagnostics n = row_count;
  gone := gone || jsonb_build_object('scim_users', n);
  delete from app.export_files f using app.exports x
    where x.workspace_id = p_workspace and x.requested_by = p_user and f.workspace_id = p_workspace and f.export_id = x.id;
  get diagnostics n = row_count;
  gone := gone || jsonb_build_object('export_files', n);
  update app.exports x set state = 'expired' where x.workspace_id = p_workspace and x.requested_by = p_user;
  update app.api_tokens k set revoked_at = coalesce(k.revoked_at, now())
    where k.workspace_id = p_workspace and k.maker_id = p_user and not k.survives_maker;
  update app.memberships m set sealed_profile = p_profile, state = 'removed', changed_at = now()
    where m.workspace_id = p_workspace and m.user_id = p_user;
  get diagnostics n = row_count;
  perform set_config('app.erasing', '', true);
  return gone || jsonb_build_object('memberships', n);
end
$function$
;
alter function app.do_erase_member(p_user uuid, p_workspace uuid, p_profile bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.do_erase_person(p_user uuid, p_digest bytea, p_profile bytea, p_workspaces uuid[], p_profiles bytea[])
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  old_digest bytea;
  i int;
  t text;
  n bigint;
  gone jsonb := '{}';
begin
  select u.email_digest into old_digest from app.users u where u.id = p_user for update;
  if not found then
    return null;
  end if;
  for i in 1 .. coalesce(array_length(p_workspaces, 1), 0) loop
    select coalesce(jsonb_object_agg(e.key, coalesce((gone ->> e.key)::bigint, 0) + e.value::bigint), gone) into gone
      from jsonb_each_text(app.do_erase_member(p_user, p_workspaces[i], p_profiles[i])) e;
  end loop;
  foreach t in array array['invitations', 'sign_in_codes'] loop
    execute format('delete from app.%I where email_digest = $1', t) using old_digest;
    get diagnostics n = row_count;
    gone := gone || jsonb_build_object(t, n);
  end loop;
  foreach t in array array['sessions', 'passkeys', 'passwords', 'totp_secrets', 'backup_codes', 'mailed_tokens', 'factor_challenges'] loop
    execute format('delete from app.%I where user_id = $1', t) using p_user;
    get diagnostics n = row_count;
    gone := gone || jsonb_build_object(t, n);
  end loop;
  update app.users u set email_digest = p_digest, sealed_profile = p_profile, preferences = '{}',
    disabled_at = coalesce(u.disabled_at, now()), tokens_valid_after = now() where u.id = p_user;
  return gone || jsonb_build_object('users', 1);
end
$function$
;
alter function app.do_erase_person(p_user uuid, p_digest bytea, p_profile bytea, p_workspaces uuid[], p_profiles bytea[]) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.do_purge_workspace(p_workspace uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  t text;
  n bigint;
  gone jsonb := '{}';
  there text[];
begin
  perform 1 from app.workspaces w where w.id = p_workspace and w.state <> 'purged' for update;
  if not found then
    return null;
  end if;
  perform app.begin_erasing(p_workspace);
  select array_agg(c.relname order by case c.relname when 'cases' then 0 when 'memberships' then 2 else 1 end, c.relname)
    into there from pg_class c join pg_namespace s on s.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
    where s.nspname = 'app' and c.relkind = 'r' and c.relname not in ('audit_entries', 'gone_files');
  foreach t in array there loop
    execute format('select count(*) from app.%I where workspace_id = $1', t) into n using p_workspace;
    if n > 0 then
      gone := gone || jsonb_build_object(t, n);
    end if;
  end loop;
  foreach t in array there loop
    execute format('delete from app.%I where workspace_id = $1', t) using p_workspace;
  end loop;
  update app.workspaces w set state = 'purged', sealed_profile = '\x00', settings = '{}', policies = '{}', ip_ranges = null,
    sign_in_methods = null, deletion_at = coalesce(w.deletion_at, now()) where w.id = p_workspace;
  insert into app.audit_entries (workspace_id, actor_kind, action, target_kind, target_id, request_id)
    values (p_workspace, 'system', 'workspace.purged', 'workspace', p_workspace, 'erasure');
  perform set_config('app.erasing', '', true);
  return gone;
end
$function$
;
alter function app.do_purge_workspace(p_workspace uuid) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.earlier_origins(p_session uuid)
 RETURNS TABLE(id uuid, sealed_origin bytea)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select t.id, t.sealed_origin
  from app.use_session(p_session) s join app.sessions t on t.user_id = s.user_id
  where t.id <> p_session and t.stage = 'full'
  order by t.last_seen_at desc limit 50
$function$
;
alter function app.earlier_origins(p_session uuid) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.end_all_sessions(p_session uuid)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  return app.end_credentials('signed-out-everywhere', (app.use_session(p_session)).user_id, p_session);
end
$function$
;
alter function app.end_all_sessions(p_session uuid) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.end_credentials(p_event text, p_user uuid, p_this uuid)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  e record;
  n int;
begin
  select * into strict e from app.ended_by(p_event);
  update app.sessions t set ended_at = now(), end_reason = replace(p_event, '-', '_')
    where t.user_id = p_user and t.ended_at is null and case when t.id = p_this then e.this_session
      when t.stage = 'full' then e.other_sessions else e.pending_sign_ins end;
  get diagnostics n = row_count;
  if e.other_sessions then
    update app.users u set tokens_valid_after = coalesce((select s.created_at from app.sessions s
      where s.id = p_this and s.ended_at is null), clock_timestamp()) where u.id = p_user;
  end if;
  if e.mailed_links then
    update app.mailed_tokens t set used_at = now() where t.user_id = p_user and t.used_at is null;
    update app.sign_in_codes c set consumed_at = now() from app.users u
      where u.id = p_user and c.email_digest = u.email_digest and c.consumed_at is null;
  end if;
  return n;
end
$function$
;
alter function app.end_credentials(p_event text, p_user uuid, p_this uuid) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.end_departed(p_user uuid)
 RETURNS TABLE(drafts integer, sessions integer)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  here uuid := app.tenant();
begin
  if here is null or app.actor_rank() < 5 or not exists (select 1 from app.memberships m
      where m.workspace_id = here and m.user_id = p_user and m.state = 'removed') then
    raise exception 'no departure' using errcode = 'CW404';
  end if;
  delete from app.case_drafts d where d.workspace_id = here and d.user_id = p_user;
  get diagnostics drafts = row_count;
  if exists (select 1 from app.memberships m where m.user_id = p_user and m.state <> 'removed') then
    update app.sessions s set ended_at = now(), end_reason = 'departure'
      where s.user_id = p_user and s.ended_at is null and s.sso_workspace_id = here;
    get diagnostics sessions = row_count;
  else
    sessions := app.end_credentials('departed-for-good', p_user, null);
  end if;
  update app.invitations i set state = 'cancelled' from app.users u
    where u.id = p_user and i.workspace_id = here and i.state = 'pending'
      and (i.inviter_id = p_user or i.email_digest = u.email_digest);
  return next;
end
$function$
;
alter function app.end_departed(p_user uuid) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.end_session(p_session uuid, p_other uuid)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  s app.sessions := app.use_session(p_session);
  n int;
begin
  if s.stage <> 'full' and p_other <> p_session then
    raise exception 'second factor missing' using errcode = 'CW402';
  end if;
  update app.sessions t set ended_at = now(), end_reason = 'ended'
    where t.id = p_other and t.user_id = s.user_id and t.ended_at is null;
  get diagnostics n = row_count;
  return n;
end
$function$
;
alter function app.end_session(p_session uuid, p_other uuid) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.end_totp(p_session uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  v_user uuid := app.require_recent_factor(p_session);
  v_had boolean;
begin
  delete from app.totp_secrets t where t.user_id = v_user;
  v_had := found;
  if not app.has_strong_factor(v_user) then
    delete from app.backup_codes b where b.user_id = v_user;
  end if;
  return v_had;
end
$function$
;
alter function app.end_totp(p_session uuid) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.ended_by(p_event text)
 RETURNS TABLE(this_session boolean, other_sessions boolean, pending_sign_ins boolean, mailed_links boolean)
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$
begin
  return query select e.this_session, e.other_sessions, e.pending_sign_ins, e.mailed_links from (values
      ('password-changed', false, true, true, true),
      ('password-removed', false, true, true, true),
      ('password-reset', true, true, true, true),
      ('temporary-password-given', true, true, true, true),
      ('email-changed', false, true, true, true),
      ('factors-reset', true, true, true, true),
      ('signed-out-everywhere', true, true, true, false),
      ('departed-for-good', true, true, true, false),
      ('account-disabled', true, true, true, true)
    ) e (event, this_session, other_sessions, pending_sign_ins, mailed_links)
    where e.event = p_event;
  if not found then
    raise exception 'no security event is called %', p_event;
  end if;
end
$function$
;
alter function app.ended_by(p_event text) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.enrolment_due(p_session uuid)
 RETURNS timestamp with time zone
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select min(least(m.admin_since + interval '7 days',
      case when s.sso_workspace_id is distinct from w.id then w.strong_factor_from end))
  from app.use_session(p_session) s
    join app.memberships m on m.user_id = s.user_id and m.state = 'active'
    join app.workspaces w on w.id = m.workspace_id and w.state = 'active'
  where not app.has_strong_factor(s.user_id)
$function$
;
alter function app.enrolment_due(p_session uuid) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.enter(p_pass uuid, p_workspace uuid, p_ip inet)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  s record;
  v_rank int;
  v_done text;
begin
  select t.user_id, t.stage, t.last_seen_at, t.first_factor, t.sso_workspace_id, t.factor_at < t.created_at as vouched_only,
      m.id as member, m.role, m.assigned_only, m.admin_since, m.break_glass and w.break_glass as past_sso, w.id as here,
      w.policies, w.version, w.people_version, w.sign_in_methods, w.strong_factor_from, w.ip_ranges, w.sso_enforced,
      k.secret
    into s
    from app.sessions t
    join app.users u on u.id = t.user_id
    cross join app.context_secrets k
    left join app.memberships m on m.workspace_id = p_workspace and m.user_id = t.user_id and m.state = 'active'
    left join app.workspaces w on w.id = m.workspace_id and w.state = 'active'
    where t.id = p_pass and t.ended_at is null and t.expires_at > now()
      and t.created_at >= u.tokens_valid_after and u.disabled_at is null;
  if not found then
    return app.enter_by_token(p_pass, p_workspace, p_ip);
  end if;
  if s.stage <> 'full' then
    raise exception 'sign-in not finished' using errcode = case s.stage when 'second_factor' then 'CW402' else 'CW414' end;
  end if;
  if s.last_seen_at < now() - interval '5 minutes' then
    perform app.use_session(p_pass);
  end if;
  if s.here is null then
    raise exception 'workspace refused' using errcode = 'CW404';
  end if;
  if s.ip_ranges is not null and (p_ip <<= any (s.ip_ranges)) is not true then
    raise exception 'address refused' using errcode = 'CW412';
  end if;
  if (s.sso_enforced and s.sso_workspace_id is distinct from p_workspace
      or s.sign_in_methods is not null and s.first_factor <> all (s.sign_in_methods))
    and not s.past_sso then
    raise exception 'another way of signing in' using errcode = 'CW411';
  end if;
  if s.sso_workspace_id is distinct from p_workspace then
    if s.sso_enforced then
      perform app.note_break_glass(p_workspace, p_pass, s.user_id);
    elsif s.vouched_only and s.sso_workspace_id is not null then
      raise exception 'factor of their own missing' using errcode = 'CW413';
    end if;
  end if;
  v_rank := app.rank_of(s.role);
  if s.admin_since is not null or s.strong_factor_from is not null then
    perform app.check_demands(s.user_id, v_rank, s.admin_since, s.strong_factor_from,
      s.sso_workspace_id is not distinct from p_workspace);
  end if;
  v_done := set_config('app.context', app.signed_context(s.secret, p_pass::text || p_workspace::text || s.user_id::text
    || v_rank::text || case when s.assigned_only then '1' else '0' end), true);
  return jsonb_build_object('user', s.user_id, 'member', s.member, 'role', s.role, 'assigned', s.assigned_only,
    'policies', s.policies, 'version', s.version, 'people', s.people_version, 'token', null, 'scopes', null);
end
$function$
;
alter function app.enter(p_pass uuid, p_workspace uuid, p_ip inet) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.enter_as_system(p_workspace uuid, p_moment bigint, p_proof bytea)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform 1 from app.workspaces w where w.id = p_workspace and w.state <> 'purged'
    and app.proven('job ' || p_workspace::text, p_moment, p_proof);
  if not found then
    raise exception 'workspace refused' using errcode = 'CW404';
  end if;
  perform app.put_context('00000000-0000-0000-0000-000000000000', p_workspace,
    '00000000-0000-0000-0000-000000000000', 6, false);
end
$function$
;
alter function app.enter_as_system(p_workspace uuid, p_moment bigint, p_proof bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.enter_by_scim(p_pass uuid, p_workspace uuid, p_ip inet)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  t record;
  w record;
begin
  select k.id, k.workspace_id, k.last_used_at, d.id as directory, d.active into t
    from app.scim_tokens k join app.scim_directories d on d.workspace_id = k.workspace_id
    where k.pass_id = p_pass and k.revoked_at is null and k.expires_at > now();
  if not found then
    raise exception 'session refused' using errcode = 'CW401';
  end if;
  select x.policies, x.version, x.people_version, x.ip_ranges into w
    from app.workspaces x where x.id = p_workspace and x.state = 'active' and x.id = t.workspace_id;
  if not found or not t.active then
    raise exception 'workspace refused' using errcode = 'CW404';
  end if;
  if w.ip_ranges is not null and (p_ip <<= any (w.ip_ranges)) is not true then
    raise exception 'address refused' using errcode = 'CW412';
  end if;
  if t.last_used_at is null or t.last_used_at < now() - interval '1 minute' then
    update app.scim_tokens k set last_used_at = now() where k.workspace_id = t.workspace_id and k.id = t.id;
  end if;
  perform app.put_context(t.id, p_workspace, t.directory, 5, false);
  return jsonb_build_object('user', t.directory, 'member', '00000000-0000-0000-0000-000000000000'::uuid, 'role', 'admin',
    'assigned', false, 'policies', w.policies, 'version', w.version, 'people', w.people_version, 'token', t.id,
    'scopes', array['scim']);
end
$function$
;
alter function app.enter_by_scim(p_pass uuid, p_workspace uuid, p_ip inet) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.enter_by_token(p_pass uuid, p_workspace uuid, p_ip inet)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  t record;
  v_role text;
  v_bound boolean;
  v_done text;
begin
  select k.id, k.workspace_id, k.role as given, k.scopes, k.ip_ranges, k.maker_id, k.survives_maker, k.last_used_at,
      m.id as member, m.role, m.assigned_only, m.admin_since, x.id as here, x.policies, x.version, x.people_version,
      x.strong_factor_from, x.ip_ranges as house_ranges, c.secret
    into t
    from app.api_tokens k
    join app.users u on u.id = k.maker_id
    cross join app.context_secrets c
    left join app.workspaces x on x.id = p_workspace and x.state = 'active' and x.id = k.workspace_id
    left join app.memberships m on m.workspace_id = x.id and m.user_id = k.maker_id and m.state = 'active'
      and u.disabled_at is null
    where k.pass_id = p_pass and k.revoked_at is null and k.expires_at > now();
  if not found then
    return app.enter_by_scim(p_pass, p_workspace, p_ip);
  end if;
  if t.here is null then
    raise exception 'workspace refused' using errcode = 'CW404';
  end if;
  if t.member is null and not t.survives_maker then
    raise exception 'session refused' using errcode = 'CW401';
  end if;
  if (t.house_ranges is not null and (p_ip <<= any (t.house_ranges)) is not true)
    or (t.ip_ranges is not null and (p_ip <<= any (t.ip_ranges)) is not true) then
    raise exception 'address refused' using errcode = 'CW412';
  end if;
  if t.member is null then
    v_role := t.given;
    v_bound := false;
  else
    v_role := case when app.rank_of(t.role) < app.rank_of(t.given) then t.role else t.given end;
    v_bound := t.assigned_only;
    if t.admin_since is not null or t.strong_factor_from is not null then
      perform app.check_demands(t.maker_id, app.rank_of(t.role), t.admin_since, t.strong_factor_from, false);
    end if;
  end if;
  if t.last_used_at is null or t.last_used_at < now() - interval '1 minute' then
    update app.api_tokens k set last_used_at = now() where k.workspace_id = t.workspace_id and k.id = t.id;
  end if;
  v_done := set_config('app.context', app.signed_context(t.secret, t.id::text || p_workspace::text || t.maker_id::text
    || app.rank_of(v_role)::text || case when v_bound then '1' else '0' end), true);
  return jsonb_build_object('user', t.maker_id, 'member', coalesce(t.member, '00000000-0000-0000-0000-000000000000'::uuid),
    'role', v_role, 'assigned', v_bound, 'policies', t.policies, 'version', t.version, 'people', t.people_version,
    'token', t.id, 'scopes', t.scopes);
end
$function$
;
alter function app.enter_by_token(p_pass uuid, p_workspace uuid, p_ip inet) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.enter_for_import(p_workspace uuid, p_import uuid, p_moment bigint, p_proof bytea)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  t record;
begin
  select m.id as member, m.user_id, m.role, m.assigned_only, w.policies, w.version, w.people_version into t
    from app.case_imports i
    join app.users u on u.id = i.made_by and u.disabled_at is null
    join app.workspaces w on w.id = i.workspace_id and w.state = 'active'
    join app.memberships m on m.workspace_id = w.id and m.user_id = i.made_by and m.state = 'active'
    where i.workspace_id = p_workspace and i.id = p_import and i.state in ('running', 'undoing')
      and app.proven('import ' || p_import::text, p_moment, p_proof);
  if not found then
    raise exception 'workspace refused' using errcode = 'CW404';
  end if;
  perform app.put_context(p_import, p_workspace, t.user_id, app.rank_of(t.role), t.assigned_only);
  return jsonb_build_object('user', t.user_id, 'member', t.member, 'role', t.role, 'assigned', t.assigned_only,
    'policies', t.policies, 'version', t.version, 'people', t.people_version, 'token', null, 'scopes', null);
end
$function$
;
alter function app.enter_for_import(p_workspace uuid, p_import uuid, p_moment bigint, p_proof bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.erase_member(p_request uuid, p_user uuid, p_digest bytea, p_profile bytea, p_member bytea, p_moment bigint, p_proof bytea)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  here uuid := app.tenant();
  elsewhere boolean;
  gone jsonb;
begin
  if here is null or app.actor_rank() < 6 or app.proven('erase member ' || p_user::text, p_moment, p_proof) is not true
      or not exists (select 1 from app.privacy_requests r where r.workspace_id = here and r.id = p_request
        and r.kind = 'deletion' and r.state in ('identity_checked', 'in_progress')) then
    raise exception 'not asked for' using errcode = 'CW404';
  end if;
  -- Nobody joins a workspace meanwhile: a new membership refers to this row.
  perform 1 from app.users u where u.id = p_user for update;
  perform app.begin_erasing(here);
  if not exists (select 1 from app.memberships m where m.workspace_id = here and m.user_id = p_user) then
    raise exception 'not a member' using errcode = 'CW404';
  end if;
  if exists (select 1 from app.memberships m where m.workspace_id = here and m.user_id = p_user and m.role = 'owner'
      and m.state = 'active') and not exists (select 1 from app.memberships o where o.workspace_id = here and o.user_id <> p_user
      and o.role = 'owner' and o.state = 'active') then
    raise exception 'the last owner' using errcode = 'CW409';
  end if;
  if app.holds_any(here, p_user) then
    raise exception 'a legal hold is on' using errcode = 'CW423';
  end if;
  select exists (select 1 from app.memberships m join app.workspaces w on w.id = m.workspace_id and w.state <> 'purged'
    where m.user_id = p_user and m.workspace_id <> here) into elsewhere;
  gone := app.do_erase_member(p_user, here, p_member);
  if not elsewhere then
    gone := gone || app.do_erase_person(p_user, p_digest, p_profile, '{}', '{}');
  end if;
  return jsonb_build_object('gone', gone, 'account', not elsewhere);
end
$function$
;
alter function app.erase_member(p_request uuid, p_user uuid, p_digest bytea, p_profile bytea, p_member bytea, p_moment bigint, p_proof bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.erase_person(p_session uuid, p_digest bytea, p_profile bytea, p_workspaces uuid[], p_profiles bytea[], p_moment bigint, p_proof bytea)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  s app.sessions := app.use_full_session(p_session);
  here uuid;
begin
  if app.proven('erase ' || p_session::text, p_moment, p_proof) is not true then
    raise exception 'not asked for' using errcode = 'CW404';
  end if;
  if exists (select 1 from app.memberships m join app.workspaces w on w.id = m.workspace_id and w.state = 'active'
      where m.user_id = s.user_id and m.role = 'owner' and m.state = 'active' and not exists (select 1 from app.memberships o
        where o.workspace_id = m.workspace_id and o.user_id <> s.user_id and o.role = 'owner' and o.state = 'active')) then
    raise exception 'the last owner' using errcode = 'CW409';
  end if;
  foreach here in array p_workspaces loop
    perform app.begin_erasing(here);
    if app.holds_any(here, s.user_id) then
      raise exception 'a legal hold is on' using errcode = 'CW423';
    end if;
  end loop;
  insert into app.audit_entries (workspace_id, actor_kind, actor_id, action, target_kind, target_id, request_id)
    select m.workspace_id, 'user', s.user_id, 'account.erased', 'user', s.user_id, 'erasure'
    from app.memberships m join app.workspaces w on w.id = m.workspace_id and w.state <> 'purged' where m.user_id = s.user_id;
  return app.do_erase_person(s.user_id, p_digest, p_profile, p_workspaces, p_profiles);
end
$function$
;
alter function app.erase_person(p_session uuid, p_digest bytea, p_profile bytea, p_workspaces uuid[], p_profiles bytea[], p_moment bigint, p_proof bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.erasing()
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  named text := current_setting('app.erasing', true);
begin
  if length(named) = 100 and left(named, 64) = app.erasing_mark(substr(named, 65)) then
    return substr(named, 65)::uuid;
  end if;
  return null;
end
$function$
;
alter function app.erasing() owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.erasing_mark(p_workspace text)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select encode(sha256(s.secret || convert_to('erasing ' || p_workspace || now()::text, 'UTF8') || s.secret), 'hex')
  from app.context_secrets s
$function$
;
alter function app.erasing_mark(p_workspace text) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.evidence_room()
 RETURNS TABLE(used bigint, quota bigint)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform pg_advisory_xact_lock(hashtextextended('caseward evidence ' || app.tenant()::text, 0));
  return query
    select coalesce((select sum(e.size) from app.evidence e
        where e.workspace_id = w.id and e.deleted_at is null and e.state <> 'refused'), 0)::bigint, w.evidence_quota
    from app.workspaces w where w.id = app.tenant();
end
$function$
;
alter function app.evidence_room() owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.expire_case_imports()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  update app.case_imports i set state = 'stopped', done_at = now()
    where i.state in ('queued', 'running', 'undoing') and i.asked_at < now() - interval '7 days';
  delete from app.case_import_rows r using app.case_imports i
    where i.workspace_id = r.workspace_id and i.id = r.import_id and i.asked_at < now() - interval '7 days';
  delete from app.case_import_parts p using app.case_imports i
    where i.workspace_id = p.workspace_id and i.id = p.import_id and i.asked_at < now() - interval '7 days';
  update app.case_imports i set state = 'expired', done_at = now()
    where i.state in ('receiving', 'received') and i.asked_at < now() - interval '7 days';
end
$function$
;
alter function app.expire_case_imports() owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.expire_exports()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  update app.exports x set state = 'failed', done_at = now()
    where x.state in ('queued', 'running') and x.requested_at < now() - interval '3 days';
  update app.exports x set state = 'expired'
    where x.state = 'done' and x.done_at < now() - interval '1 day';
  delete from app.export_files f using app.exports x
    where x.workspace_id = f.workspace_id and x.id = f.export_id and x.state in ('expired', 'failed')
      and x.done_at < now() - interval '1 day';
end
$function$
;
alter function app.expire_exports() owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.expired_probe_worlds()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$ select w.id from app.probe_worlds w where w.expires_at < now() $function$
;
alter function app.expired_probe_worlds() owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.exports_waiting(p_moment bigint, p_proof bytea)
 RETURNS TABLE(workspace_id uuid, id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select x.workspace_id, x.id from app.exports x
  where x.state in ('queued', 'running') and app.proven('exports', p_moment, p_proof)
    and coalesce(x.beat_at, x.requested_at) < now() - interval '1 minute'
  order by x.requested_at limit 100
$function$
;
alter function app.exports_waiting(p_moment bigint, p_proof bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.factors_of(p_user uuid, p_moment bigint, p_proof bytea)
 RETURNS TABLE(totp boolean, passkeys integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select exists (select 1 from app.totp_secrets t where t.user_id = p_user and t.confirmed_at is not null),
    (select count(*)::int from app.passkeys k where k.user_id = p_user)
  where app.proven('factors ' || p_user::text, p_moment, p_proof)
$function$
;
alter function app.factors_of(p_user uuid, p_moment bigint, p_proof bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.find_api_token(p_public_id text, p_moment bigint, p_proof bytea)
 RETURNS TABLE(id uuid, workspace_id uuid, pass_id uuid, secret_hash text, maker_id uuid)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if app.proven('token ' || p_public_id, p_moment, p_proof) is not true then
    raise exception 'session refused' using errcode = 'CW401';
  end if;
  return query select k.id, k.workspace_id, k.pass_id, k.secret_hash, k.maker_id from app.api_tokens k
    where k.public_id = p_public_id and k.revoked_at is null and k.expires_at > now();
end
$function$
;
alter function app.find_api_token(p_public_id text, p_moment bigint, p_proof bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.find_email_change(p_session uuid, p_digest bytea)
 RETURNS TABLE(id uuid, sealed_email bytea)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select t.id, t.sealed_email from app.use_full_session(p_session) s join app.mailed_tokens t on t.user_id = s.user_id
  where t.token_digest = p_digest and t.purpose = 'email_change' and t.used_at is null and t.expires_at > now()
$function$
;
alter function app.find_email_change(p_session uuid, p_digest bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.find_erasure(p_id uuid)
 RETURNS TABLE(certificate text, digest bytea, note text, key text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select e.certificate, e.digest, e.note, e.key from app.erasures e
  where e.id = p_id or (e.kind = 'workspace' and e.subject_id = p_id)
  order by e.done_at desc limit 1
$function$
;
alter function app.find_erasure(p_id uuid) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.find_invitation(p_token_digest bytea)
 RETURNS TABLE(workspace_id uuid, id uuid, email_digest bytea, role text, assigned_only boolean, workspace_profile bytea, inviter_id uuid, sealed_email bytea, expires_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select i.workspace_id, i.id, i.email_digest, i.role, i.assigned_only, w.sealed_profile, i.inviter_id, i.sealed_email,
    i.expires_at
  from app.invitations i join app.workspaces w on w.id = i.workspace_id and w.state = 'active'
  where i.token_digest = p_token_digest and i.state = 'pending' and i.expires_at > now()
$function$
;
alter function app.find_invitation(p_token_digest bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.find_passkey(p_credential bytea, p_moment bigint, p_proof bytea)
 RETURNS TABLE(id uuid, user_id uuid, public_key bytea, sealed_profile bytea)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if app.proven('passkey ' || encode(p_credential, 'hex'), p_moment, p_proof) is not true then
    raise exception 'session refused' using errcode = 'CW401';
  end if;
  return query select k.id, k.user_id, k.public_key, u.sealed_profile
    from app.passkeys k join app.users u on u.id = k.user_id
    where k.credential_id = p_credential and u.disabled_at is null;
end
$function$
;
alter function app.find_passkey(p_credential bytea, p_moment bigint, p_proof bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.find_password(p_user uuid, p_moment bigint, p_proof bytea)
 RETURNS TABLE(hash text, temporary boolean, recheck boolean)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if app.proven('password ' || p_user::text, p_moment, p_proof) is not true then
    raise exception 'session refused' using errcode = 'CW401';
  end if;
  return query select p.hash, p.temporary, p.recheck from app.passwords p
    where p.user_id = p_user and not (p.temporary and p.set_at < now() - interval '1 day');
end
$function$
;
alter function app.find_password(p_user uuid, p_moment bigint, p_proof bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.find_password_reset(p_digest bytea)
 RETURNS TABLE(user_id uuid, sealed_profile bytea)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select u.id, u.sealed_profile from app.mailed_tokens t join app.users u on u.id = t.user_id
  where t.token_digest = p_digest and t.purpose = 'password_reset' and t.used_at is null and t.expires_at > now()
    and u.disabled_at is null
$function$
;
alter function app.find_password_reset(p_digest bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.find_probe_world(p_id uuid)
 RETURNS TABLE(workspace_ids uuid[], user_ids uuid[], expires_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$ select w.workspace_ids, w.user_ids, w.expires_at from app.probe_worlds w where w.id = p_id $function$
;
alter function app.find_probe_world(p_id uuid) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.find_scim_token(p_public_id text, p_moment bigint, p_proof bytea)
 RETURNS TABLE(id uuid, workspace_id uuid, pass_id uuid, secret_hash text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if app.proven('scim token ' || p_public_id, p_moment, p_proof) is not true then
    raise exception 'session refused' using errcode = 'CW401';
  end if;
  return query select k.id, k.workspace_id, k.pass_id, k.secret_hash from app.scim_tokens k
    where k.public_id = p_public_id and k.revoked_at is null and k.expires_at > now();
end
$function$
;
alter function app.find_scim_token(p_public_id text, p_moment bigint, p_proof bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.find_user(p_email_digest bytea)
 RETURNS TABLE(id uuid, sealed_profile bytea, disabled boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select u.id, u.sealed_profile, u.disabled_at is not null from app.users u where u.email_digest = p_email_digest
$function$
;
alter function app.find_user(p_email_digest bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.find_user_by_id(p_user uuid)
 RETURNS TABLE(id uuid, sealed_profile bytea, disabled boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select u.id, u.sealed_profile, u.disabled_at is not null from app.users u where u.id = p_user
$function$
;
alter function app.find_user_by_id(p_user uuid) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.follow_vulnerability_report(p_follow bytea)
 RETURNS TABLE(id uuid, state text, severity text, received_at timestamp with time zone, acknowledge_by timestamp with time zone, acknowledged_at timestamp with time zone, closed_at timestamp with time zone, sealed_answer bytea)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select r.id, r.state, r.severity, r.received_at, r.acknowledge_by, r.acknowledged_at, r.closed_at, r.sealed_answer
  from app.vulnerability_reports r where r.follow_digest = p_follow
$function$
;
alter function app.follow_vulnerability_report(p_follow bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.forget_gone_file(p_workspace uuid, p_blob uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  delete from app.gone_files g where g.workspace_id = p_workspace and g.blob_id = p_blob
$function$
;
alter function app.forget_gone_file(p_workspace uuid, p_blob uuid) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.forget_replies()
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  n int;
begin
  delete from app.kept_replies r where r.expires_at < now();
  get diagnostics n = row_count;
  return n;
end
$function$
;
alter function app.forget_replies() owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.forgive_sign_in_tries(p_keys bytea[])
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  delete from app.sign_in_tries t using unnest(p_keys) k
    where t.key = k and t.at = (select max(l.at) from app.sign_in_tries l where l.key = k)
$function$
;
alter function app.forgive_sign_in_tries(p_keys bytea[]) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.give_temporary_password(p_user uuid, p_hash text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform 1 from app.users u where u.id = p_user and u.disabled_at is null for update;
  if not found then
    return false;
  end if;
  perform app.end_credentials('temporary-password-given', p_user, null);
  perform app.put_password(p_user, p_hash, true, false);
  return true;
end
$function$
;
alter function app.give_temporary_password(p_user uuid, p_hash text) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.give_up_uploads()
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  n int;
begin
  with over as (
    update app.evidence e set deleted_at = now()
    where e.state = 'uploading' and e.deleted_at is null and e.created_at < now() - interval '1 day'
    returning e.workspace_id, e.id)
  delete from app.evidence_pieces p using over where p.workspace_id = over.workspace_id and p.evidence_id = over.id;
  get diagnostics n = row_count;
  return n;
end
$function$
;
alter function app.give_up_uploads() owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.hand_over_views(p_user uuid, p_heir uuid)
 RETURNS TABLE(views integer, "viewsEnded" integer)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  here uuid := app.tenant();
begin
  if here is null or app.actor_rank() < 5
    or not exists (select 1 from app.memberships m
      where m.workspace_id = here and m.user_id = p_user and m.state = 'removed')
    or not exists (select 1 from app.memberships m
      where m.workspace_id = here and m.user_id = p_heir and m.state = 'active') then
    raise exception 'no departure' using errcode = 'CW404';
  end if;
  delete from app.saved_views v where v.workspace_id = here and v.user_id = p_user and not v.shared;
  get diagnostics "viewsEnded" = row_count;
  update app.saved_views v set user_id = p_heir where v.workspace_id = here and v.user_id = p_user;
  get diagnostics views = row_count;
  return next;
end
$function$
;
alter function app.hand_over_views(p_user uuid, p_heir uuid) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.has_invitation(p_email_digest bytea)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select exists (select 1 from app.invitations i where i.email_digest = p_email_digest
    and i.state = 'pending' and i.expires_at > now())
$function$
;
alter function app.has_invitation(p_email_digest bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.has_strong_factor(p_user uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select exists (select 1 from app.totp_secrets t where t.user_id = p_user and t.confirmed_at is not null)
    or exists (select 1 from app.passkeys k where k.user_id = p_user)
$function$
;
alter function app.has_strong_factor(p_user uuid) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.holds_any(p_workspace uuid, p_user uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select exists (select 1 from app.cases c where c.workspace_id = p_workspace and c.legal_hold
      and (p_user is null or p_user in (c.owner_id, c.creator_id)))
    or exists (select 1 from app.contacts k where k.workspace_id = p_workspace and k.legal_hold
      and (p_user is null or p_user = k.owner_id))
$function$
;
alter function app.holds_any(p_workspace uuid, p_user uuid) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.is_set_up()
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$ select exists (select 1 from app.workspaces w where not w.synthetic) $function$
;
alter function app.is_set_up() owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.keep_attack_round(p_id uuid, p_started_at timestamp with time zone, p_outcome text, p_probes integer, p_calls integer, p_incident uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  delete from app.attack_rounds r where r.started_at < now() - interval '400 days';
  insert into app.attack_rounds (id, started_at, outcome, probes, calls, incident_id)
    values (p_id, p_started_at, p_outcome, p_probes, p_calls, p_incident);
end
$function$
;
alter function app.keep_attack_round(p_id uuid, p_started_at timestamp with time zone, p_outcome text, p_probes integer, p_calls integer, p_incident uuid) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.keep_cosignature(p_size bigint, p_witness text, p_line text, p_moment bigint, p_proof bytea)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  insert into app.audit_cosignatures (size, witness, line) select p_size, p_witness, p_line
  where app.proven('cosignature ' || p_size::text, p_moment, p_proof) on conflict do nothing
$function$
;
alter function app.keep_cosignature(p_size bigint, p_witness text, p_line text, p_moment bigint, p_proof bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.keep_decider()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if old.decision is not null or old.decided_at is not null or old.sealed_comment is not null then
    raise exception 'a decision stays with whoever made it' using errcode = 'check_violation';
  end if;
  return new;
end
$function$
;
alter function app.keep_decider() owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.keep_door_key(p_key bytea)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  update app.context_secrets s set door_key = p_key where s.door_key is null;
  return exists (select 1 from app.context_secrets s where s.door_key = p_key);
end
$function$
;
alter function app.keep_door_key(p_key bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.keep_erasure(p_id uuid, p_kind text, p_subject uuid, p_asked_by uuid, p_replacement jsonb, p_certificate text, p_digest bytea, p_moment bigint, p_proof bytea)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  insert into app.erasures (id, kind, subject_id, asked_by, replacement, certificate, digest)
  select p_id, p_kind, p_subject, p_asked_by, p_replacement, p_certificate, p_digest
  where app.proven('erasure ' || p_id::text, p_moment, p_proof)
$function$
;
alter function app.keep_erasure(p_id uuid, p_kind text, p_subject uuid, p_asked_by uuid, p_replacement jsonb, p_certificate text, p_digest bytea, p_moment bigint, p_proof bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.keep_evidence_pack(p_id uuid, p_build text, p_digest bytea, p_content bytea)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  delete from app.evidence_packs e where e.made_at < now() - interval '90 days';
  insert into app.evidence_packs (id, build, digest, content) values (p_id, p_build, p_digest, p_content);
  insert into app.audit_entries (actor_kind, action, target_kind, target_id, request_id)
    values ('operator', 'evidence-pack.made', 'deployment', p_id, 'cli');
end
$function$
;
alter function app.keep_evidence_pack(p_id uuid, p_build text, p_digest bytea, p_content bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.keep_held()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  held boolean := false;
  kept uuid := (to_jsonb(old) ->> case tg_table_name when 'cases' then 'id' else 'case_id' end)::uuid;
begin
  if tg_table_name = 'review_decisions' then
    select r.case_id into kept from app.review_rounds r
      where r.workspace_id = old.workspace_id and r.id = (to_jsonb(old) ->> 'round_id')::uuid;
  end if;
  select c.legal_hold into held from app.cases c where c.workspace_id = old.workspace_id and c.id = kept;
  if held and old.workspace_id is distinct from app.erasing() then
    raise exception 'a legal hold is on' using errcode = 'CW423';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end
$function$
;
alter function app.keep_held() owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.keep_held_contact()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  held boolean := false;
  kept uuid := (to_jsonb(old) ->> case tg_table_name when 'contacts' then 'id' else 'contact_id' end)::uuid;
begin
  select c.legal_hold into held from app.contacts c where c.workspace_id = old.workspace_id and c.id = kept;
  if held and old.workspace_id is distinct from app.erasing() then
    raise exception 'a legal hold is on' using errcode = 'CW423';
  end if;
  return old;
end
$function$
;
alter function app.keep_held_contact() owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.kit_link_open(p_token_digest bytea)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select app.recovery_kit_state() <> 'confirmed' and exists (select 1 from app.setup_links l
    where l.token_digest = p_token_digest and l.used_at is null and l.expires_at > now())
$function$
;
alter function app.kit_link_open(p_token_digest bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.list_backups(p_limit integer)
 RETURNS TABLE(id text, own boolean, taken_at timestamp with time zone, finished_at timestamp with time zone, outcome text, place text, versioning text, object_lock text, total_rows bigint, total_files integer, missing_files integer, added_bytes bigint, removed_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select b.id, b.own, b.taken_at, b.finished_at, b.outcome, b.place, b.versioning, b.object_lock, b.total_rows, b.total_files,
    b.missing_files, b.added_bytes, b.removed_at
  from app.backups b order by b.taken_at desc limit least(p_limit, 100)
$function$
;
alter function app.list_backups(p_limit integer) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.list_drills(p_limit integer)
 RETURNS TABLE(id uuid, backup_id text, started_at timestamp with time zone, finished_at timestamp with time zone, outcome text, migration integer, total_rows bigint, audit_entries bigint, opened_records integer, opened_files integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select d.id, d.backup_id, d.started_at, d.finished_at, d.outcome, d.migration, d.total_rows, d.audit_entries, d.opened_records,
    d.opened_files
  from app.drills d order by d.started_at desc limit least(p_limit, 100)
$function$
;
alter function app.list_drills(p_limit integer) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.list_gone_files(p_limit integer)
 RETURNS TABLE(workspace_id uuid, blob_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select g.workspace_id, g.blob_id from app.gone_files g order by g.gone_at limit p_limit
$function$
;
alter function app.list_gone_files(p_limit integer) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.list_passkeys(p_session uuid)
 RETURNS TABLE(id uuid, sealed_name bytea, sealed_device bytea, transports text[], backed_up boolean, created_at timestamp with time zone, last_used_at timestamp with time zone)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select k.id, k.sealed_name, k.sealed_device, k.transports, k.backed_up, k.created_at, k.last_used_at
  from app.use_full_session(p_session) s join app.passkeys k on k.user_id = s.user_id
  order by k.created_at, k.id
$function$
;
alter function app.list_passkeys(p_session uuid) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.list_probe_mails(p_world uuid)
 RETURNS TABLE(id uuid, sealed_mail bytea)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$ select m.id, m.sealed_mail from app.probe_mails m where m.world_id = p_world order by m.at limit 500 $function$
;
alter function app.list_probe_mails(p_world uuid) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.list_sessions(p_session uuid)
 RETURNS TABLE(id uuid, private_device boolean, sealed_origin bytea, created_at timestamp with time zone, last_seen_at timestamp with time zone, expires_at timestamp with time zone, is_current boolean)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select t.id, t.private_device, t.sealed_origin, t.created_at, t.last_seen_at, t.expires_at, t.id = p_session
  from app.use_full_session(p_session) s join app.sessions t on t.user_id = s.user_id
  where t.ended_at is null and t.expires_at > now()
  order by t.last_seen_at desc
$function$
;
alter function app.list_sessions(p_session uuid) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.load_keys(p_scope uuid)
 RETURNS TABLE(purpose text, version integer, wrapped bytea, root_key_id text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select k.purpose, k.version, k.wrapped, k.root_key_id from app.system_keys k
    where p_scope = '00000000-0000-0000-0000-000000000000' and k.retired_at is null
  union all
  select k.purpose, k.version, k.wrapped, k.root_key_id from app.workspace_keys k
    where k.workspace_id = p_scope and k.retired_at is null
$function$
;
alter function app.load_keys(p_scope uuid) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.log_streams_state()
 RETURNS TABLE(active integer, failing integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select count(*)::int, count(*) filter (where s.failing_since < now() - interval '15 minutes')::int
  from app.log_streams s join app.workspaces w on w.id = s.workspace_id and w.state = 'active' where s.active
$function$
;
alter function app.log_streams_state() owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.log_work(p_moment bigint, p_proof bytea)
 RETURNS TABLE(workspace_id uuid, work text, id uuid)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  top bigint := (select coalesce(max(l.seq), -1) from app.audit_leaves l);
begin
  if app.proven('log work', p_moment, p_proof) is not true then
    return;
  end if;
  delete from app.alert_deliveries d where d.state <> 'waiting' and d.made_at < now() - interval '90 days';
  return query select x.* from (
    select distinct a.workspace_id, 'alerts', null::uuid from app.log_alerts a where a.active and a.judged_to < top
    union all
    select distinct d.workspace_id, 'deliveries', null::uuid from app.alert_deliveries d
      where d.state = 'waiting' and d.next_try_at <= now()
    union all
    select s.workspace_id, 'stream', s.id from app.log_streams s
      where s.active and s.sent_to < top and s.next_try_at <= now() and (s.leased_until is null or s.leased_until < now())
  ) x join app.workspaces w on w.id = x.workspace_id and w.state = 'active' limit 500;
end
$function$
;
alter function app.log_work(p_moment bigint, p_proof bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.loosen_scim_tie()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  update app.scim_users t set ended_by_directory = false,
      user_name_digest = case when new.state = 'removed' then null else t.user_name_digest end,
      external_id_digest = case when new.state = 'removed' then null else t.external_id_digest end,
      sealed_attributes = case when new.state = 'removed' then null else t.sealed_attributes end
    where t.workspace_id = new.workspace_id and t.membership_id = new.id;
  if new.state = 'removed' then
    delete from app.scim_group_members t where t.workspace_id = new.workspace_id and t.membership_id = new.id;
  end if;
  return null;
end
$function$
;
alter function app.loosen_scim_tie() owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.make_recovery_kit(p_token_digest bytea, p_public_key bytea, p_word_digest bytea, p_moment bigint, p_proof bytea)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if app.proven('recovery kit ' || encode(p_public_key, 'hex'), p_moment, p_proof) is not true then
    return false;
  end if;
  lock table app.setup_links in share row exclusive mode;
  if not app.kit_link_open(p_token_digest) then
    return false;
  end if;
  insert into app.recovery_kits (public_key, word_digest, made_at) values (p_public_key, p_word_digest, clock_timestamp());
  return true;
end
$function$
;
alter function app.make_recovery_kit(p_token_digest bytea, p_public_key bytea, p_word_digest bytea, p_moment bigint, p_proof bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.members_last_seen()
 RETURNS TABLE(user_id uuid, last_seen_at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  here uuid := app.tenant();
begin
  if here is null or app.actor_rank() < 5 then
    return;
  end if;
  return query
    select m.user_id, max(s.last_seen_at) from app.memberships m join app.sessions s on s.user_id = m.user_id
    where m.workspace_id = here group by m.user_id;
end
$function$
;
alter function app.members_last_seen() owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.members_session_origins()
 RETURNS TABLE(user_id uuid, session_id uuid, sealed_origin bytea, last_seen_at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  here uuid := app.tenant();
begin
  if here is null or app.actor_rank() < 5 then
    return;
  end if;
  return query
    select s.user_id, s.id, s.sealed_origin, s.last_seen_at from app.memberships m
    join app.sessions s on s.user_id = m.user_id and s.ended_at is null and s.expires_at > now()
    where m.workspace_id = here and m.state = 'active'
    order by s.last_seen_at desc limit 2000;
end
$function$
;
alter function app.members_session_origins() owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.members_standing()
 RETURNS TABLE(user_id uuid, last_seen_at timestamp with time zone, sessions integer, passkeys integer, totp boolean, password boolean)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  here uuid := app.tenant();
begin
  if here is null or app.actor_rank() < 5 then
    return;
  end if;
  return query
    select m.user_id, s.seen, coalesce(s.live, 0), coalesce(k.passkeys, 0),
      exists (select 1 from app.totp_secrets t where t.user_id = m.user_id and t.confirmed_at is not null),
      exists (select 1 from app.passwords p where p.user_id = m.user_id)
    from app.memberships m
    left join (select x.user_id, max(x.last_seen_at) as seen,
        count(*) filter (where x.ended_at is null and x.expires_at > now())::int as live
      from app.sessions x where x.user_id in (select i.user_id from app.memberships i where i.workspace_id = here)
      group by x.user_id) s on s.user_id = m.user_id
    left join (select x.user_id, count(*)::int as passkeys from app.passkeys x group by x.user_id) k
      on k.user_id = m.user_id
    where m.workspace_id = here;
end
$function$
;
alter function app.members_standing() owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.members_without_strong_factor()
 RETURNS TABLE(user_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select m.user_id from app.memberships m
  where m.workspace_id = app.tenant() and app.actor_rank() >= 5 and m.state = 'active'
    and not app.has_strong_factor(m.user_id)
$function$
;
alter function app.members_without_strong_factor() owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.my_account(p_session uuid)
 RETURNS TABLE(kind text, plain jsonb, sealed bytea)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  with s as materialized (select * from app.use_full_session(p_session))
  select 'account', jsonb_build_object('id', u.id, 'created_at', u.created_at, 'preferences', u.preferences), u.sealed_profile
    from app.users u join s on s.user_id = u.id
  union all
  select 'session', jsonb_build_object('id', t.id, 'created_at', t.created_at, 'last_seen_at', t.last_seen_at, 'ended_at',
    t.ended_at, 'end_reason', t.end_reason, 'first_factor', t.first_factor), t.sealed_origin
    from app.sessions t join s on s.user_id = t.user_id
  union all
  select 'passkey', jsonb_build_object('id', k.id, 'created_at', k.created_at, 'last_used_at', k.last_used_at), k.sealed_name
    from app.passkeys k join s on s.user_id = k.user_id
  union all
  select 'password', jsonb_build_object('set_at', p.set_at), null from app.passwords p join s on s.user_id = p.user_id
  union all
  select 'authenticator', jsonb_build_object('confirmed_at', t.confirmed_at), null
    from app.totp_secrets t join s on s.user_id = t.user_id
$function$
;
alter function app.my_account(p_session uuid) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.my_credentials(p_session uuid)
 RETURNS TABLE(credential_id bytea, transports text[])
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select k.credential_id, k.transports
  from app.use_session(p_session) s join app.passkeys k on k.user_id = s.user_id
  order by k.created_at, k.id
$function$
;
alter function app.my_credentials(p_session uuid) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.my_deletions(p_session uuid)
 RETURNS TABLE(id uuid, sealed_profile bytea, deletion_at timestamp with time zone)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select w.id, w.sealed_profile, w.deletion_at from app.use_full_session(p_session) s
  join app.memberships m on m.user_id = s.user_id and m.state = 'active' and m.role = 'owner'
  join app.workspaces w on w.id = m.workspace_id and w.state = 'scheduled_for_deletion' order by w.deletion_at
$function$
;
alter function app.my_deletions(p_session uuid) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.my_factors(p_session uuid)
 RETURNS TABLE(password boolean, password_set_at timestamp with time zone, totp boolean, backup_codes_left integer, passkeys integer)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select p.user_id is not null, p.set_at,
    exists (select 1 from app.totp_secrets t where t.user_id = s.user_id and t.confirmed_at is not null),
    (select count(*)::int from app.backup_codes b where b.user_id = s.user_id and b.used_at is null),
    (select count(*)::int from app.passkeys k where k.user_id = s.user_id)
  from app.use_session(p_session) s left join app.passwords p on p.user_id = s.user_id
$function$
;
alter function app.my_factors(p_session uuid) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.my_grant(p_workspace uuid, p_case uuid)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
AS $function$
begin
  return (select g.kind from app.case_grants g where g.workspace_id = p_workspace and g.case_id = p_case
    and g.user_id = app.actor_id() and (g.expires_at is null or g.expires_at > now()));
end
$function$
;
alter function app.my_grant(p_workspace uuid, p_case uuid) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.my_places(p_session uuid)
 RETURNS SETOF uuid
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select m.workspace_id from app.use_full_session(p_session) s join app.memberships m on m.user_id = s.user_id
  join app.workspaces w on w.id = m.workspace_id and w.state <> 'purged' order by 1
$function$
;
alter function app.my_places(p_session uuid) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.my_suspensions(p_session uuid)
 RETURNS TABLE(id uuid, sealed_profile bytea, by_directory boolean)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select w.id, w.sealed_profile, coalesce(t.ended_by_directory, false)
  from app.use_session(p_session) s
  join app.memberships m on m.user_id = s.user_id and m.state = 'suspended'
  join app.workspaces w on w.id = m.workspace_id and w.state = 'active'
  left join app.scim_users t on t.workspace_id = m.workspace_id and t.membership_id = m.id
  where s.stage = 'full'
  order by m.created_at, w.id
$function$
;
alter function app.my_suspensions(p_session uuid) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.my_totp(p_session uuid)
 RETURNS TABLE(user_id uuid, sealed_secret bytea, confirmed boolean)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select t.user_id, t.sealed_secret, t.confirmed_at is not null
  from app.use_session(p_session) s join app.totp_secrets t on t.user_id = s.user_id
$function$
;
alter function app.my_totp(p_session uuid) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.my_workspaces(p_session uuid)
 RETURNS TABLE(id uuid, sealed_profile bytea, preset text, role text, assigned_only boolean, settings jsonb, policies jsonb)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select w.id, w.sealed_profile, w.preset, m.role, m.assigned_only, w.settings, w.policies
  from app.use_session(p_session) s
  join app.memberships m on m.user_id = s.user_id and m.state = 'active'
  join app.workspaces w on w.id = m.workspace_id and w.state = 'active'
  where s.stage = 'full'
  order by m.created_at, w.id
$function$
;
alter function app.my_workspaces(p_session uuid) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.note_access_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform pg_notify('caseward',
    json_build_array(null, 'access.changed', to_jsonb(coalesce(new, old)) ->> tg_argv[0])::text);
  return null;
end
$function$
;
alter function app.note_access_change() owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.note_admin_since()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if new.role not in ('admin', 'owner') then
    new.admin_since := null;
  elsif tg_op = 'INSERT' or new.admin_since is null then
    new.admin_since := now();
  end if;
  return new;
end
$function$
;
alter function app.note_admin_since() owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.note_break_glass(p_workspace uuid, p_session uuid, p_user uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if exists (select 1 from app.break_glass_uses b where b.workspace_id = p_workspace and b.session_id = p_session) then
    return;
  end if;
  insert into app.break_glass_uses (workspace_id, session_id, user_id) values (p_workspace, p_session, p_user)
    on conflict do nothing;
  if found then
    insert into app.audit_entries (workspace_id, actor_kind, actor_id, session_id, action, target_kind, target_id, request_id)
      values (p_workspace, 'user', p_user, p_session, 'sso.break-glass-used', 'workspace', p_workspace, 'door');
  end if;
end
$function$
;
alter function app.note_break_glass(p_workspace uuid, p_session uuid, p_user uuid) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.note_contact_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  new.changed_at := now();
  return new;
end
$function$
;
alter function app.note_contact_change() owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.note_factor(p_session uuid, p_moment bigint, p_proof bytea)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if app.proven('factor ' || p_session::text, p_moment, p_proof) is not true then
    raise exception 'session refused' using errcode = 'CW401';
  end if;
  perform app.use_full_session(p_session);
  update app.sessions t set factor_at = now() where t.id = p_session;
end
$function$
;
alter function app.note_factor(p_session uuid, p_moment bigint, p_proof bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.note_gone_file()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  blob uuid := case tg_table_name when 'evidence' then (to_jsonb(old) ->> 'blob_key')::uuid else (to_jsonb(old) ->> 'id')::uuid end;
begin
  insert into app.gone_files (workspace_id, blob_id) values (old.workspace_id, blob) on conflict do nothing;
  return null;
end
$function$
;
alter function app.note_gone_file() owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.note_grants()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  update app.cases c set granted_ids = s.ids
    from (select x.workspace_id, x.case_id,
        coalesce(array_agg(g.user_id order by g.user_id) filter (where g.user_id is not null), '{}') as ids
      from (select distinct n.workspace_id, n.case_id from changed n) x
      left join app.case_grants g on g.workspace_id = x.workspace_id and g.case_id = x.case_id
      group by x.workspace_id, x.case_id) s
    where c.workspace_id = s.workspace_id and c.id = s.case_id and c.granted_ids <> s.ids;
  return null;
end
$function$
;
alter function app.note_grants() owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.note_health(p_parts jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  v_now timestamptz := clock_timestamp();
  v_today date := (v_now at time zone 'UTC')::date;
  v_last timestamptz;
begin
  perform pg_advisory_xact_lock(20, 38);
  select max(l.last_at) into v_last from app.health_looks l;
  insert into app.health_looks as l (day, silent, last_at)
    select (m at time zone 'UTC')::date, count(*)::int, max(m)
    from generate_series(greatest(v_last, v_now - interval '90 days') + interval '2 minutes',
      v_now - interval '1 minute', interval '1 minute') m
    where v_last is not null
    group by 1
    on conflict (day) do update set silent = l.silent + excluded.silent;
  insert into app.health_looks as l (day, looks, last_at) values (v_today, 1, v_now)
    on conflict (day) do update set looks = l.looks + 1, last_at = v_now;
  insert into app.health_days as d (day, part, ok, degraded, down)
    select v_today, p.key, (p.value ->> 'status' = 'ok')::int, (p.value ->> 'status' = 'degraded')::int,
      (p.value ->> 'status' = 'down')::int
    from jsonb_each(p_parts) p where p.value ->> 'status' in ('ok', 'degraded', 'down')
    on conflict (day, part) do update
      set ok = d.ok + excluded.ok, degraded = d.degraded + excluded.degraded, down = d.down + excluded.down;
  insert into app.health_changes (part, status, note, at)
    select p.key, p.value ->> 'status', p.value ->> 'note', v_now
    from jsonb_each(p_parts) p
    left join lateral (select c.status, c.note from app.health_changes c where c.part = p.key order by c.id desc limit 1)
      before on true
    where (before.status, before.note) is distinct from (p.value ->> 'status', p.value ->> 'note');
  delete from app.health_days d where d.day < v_today - 90;
  delete from app.health_looks l where l.day < v_today - 90;
  -- The newest change of a part stays: it says since when it is as it is.
  delete from app.health_changes c where c.at < v_now - interval '90 days'
    and exists (select 1 from app.health_changes n where n.part = c.part and n.id > c.id);
end
$function$
;
alter function app.note_health(p_parts jsonb) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.note_open_round()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  update app.cases c set open_round_id = s.id
    from (select x.workspace_id, x.case_id, r.id from (select distinct n.workspace_id, n.case_id from changed n) x
      left join app.review_rounds r on r.workspace_id = x.workspace_id and r.case_id = x.case_id and r.state = 'open') s
    where c.workspace_id = s.workspace_id and c.id = s.case_id and c.open_round_id is distinct from s.id;
  return null;
end
$function$
;
alter function app.note_open_round() owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.note_people()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  update app.workspaces w set people_version = w.people_version + 1 where w.id = new.workspace_id;
  return null;
end
$function$
;
alter function app.note_people() owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.note_staff()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  update app.cases c set staff_slots = s.slots, staff_ids = s.ids
    from (select x.workspace_id, x.case_id,
        coalesce(array_agg(t.slot order by t.slot, t.user_id) filter (where t.slot is not null), '{}') as slots,
        coalesce(array_agg(t.user_id order by t.slot, t.user_id) filter (where t.slot is not null), '{}') as ids
      from (select distinct n.workspace_id, n.case_id from changed n) x
      left join app.case_staff t on t.workspace_id = x.workspace_id and t.case_id = x.case_id
      group by x.workspace_id, x.case_id) s
    where c.workspace_id = s.workspace_id and c.id = s.case_id;
  return null;
end
$function$
;
alter function app.note_staff() owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.open_account(p_user uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  update app.users u set disabled_at = null where u.id = p_user and u.disabled_at is not null
    and not exists (select from app.erasures e where e.kind = 'person' and e.subject_id = u.id);
  return found;
end
$function$
;
alter function app.open_account(p_user uuid) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.open_session(p_id uuid, p_user uuid, p_private boolean, p_sealed_origin bytea, p_stage text, p_first_factor text, p_second_factor text, p_sso_workspace uuid, p_moment bigint, p_proof bytea)
 RETURNS TABLE(ended uuid, ended_origin bytea, ended_last_seen_at timestamp with time zone)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if app.proven('session ' || p_id::text || ' ' || p_user::text || ' ' || p_stage, p_moment, p_proof) is not true then
    raise exception 'session refused' using errcode = 'CW401';
  end if;
  return query select * from app.create_session(p_id, p_user, p_private, p_sealed_origin, p_stage, p_first_factor,
    p_second_factor, p_sso_workspace);
end
$function$
;
alter function app.open_session(p_id uuid, p_user uuid, p_private boolean, p_sealed_origin bytea, p_stage text, p_first_factor text, p_second_factor text, p_sso_workspace uuid, p_moment bigint, p_proof bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.operator_token_live(p_token_digest bytea)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select exists (select 1 from app.operator_tokens t
    where t.token_digest = p_token_digest and t.ended_at is null and t.expires_at > now())
$function$
;
alter function app.operator_token_live(p_token_digest bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.overdue_privacy_requests()
 RETURNS integer
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select count(*)::int from app.privacy_requests r join app.workspaces w on w.id = r.workspace_id and w.state = 'active'
  where r.closed_at is null and r.due_at < now()
$function$
;
alter function app.overdue_privacy_requests() owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.proven(p_subject text, p_moment bigint, p_proof bytea)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select abs(extract(epoch from now()) * 1000 - p_moment) < 120000
    and sha256(s.door_key || convert_to(p_subject || '@' || p_moment::text, 'UTF8') || s.door_key) = p_proof
  from app.context_secrets s
$function$
;
alter function app.proven(p_subject text, p_moment bigint, p_proof bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.purge_probe_world(p_id uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  w app.probe_worlds;
  guests uuid[];
  one uuid;
begin
  select * into w from app.probe_worlds t where t.id = p_id for update;
  if not found then
    return false;
  end if;
  select coalesce(array_agg(m.user_id), '{}') into guests from app.memberships m
    join app.workspaces t on t.id = m.workspace_id and t.synthetic
    where m.workspace_id = any (w.workspace_ids);
  for one in select t.id from app.workspaces t where t.id = any (w.workspace_ids) and t.synthetic loop
    perform app.do_purge_workspace(one);
  end loop;
  for one in select u.id from app.users u where u.id = any (w.user_ids) or u.id = any (guests) loop
    -- Whoever is known in another workspace as well stays.
    begin
      delete from app.users u where u.id = one
        and not exists (select from app.memberships m where m.user_id = one);
    exception when foreign_key_violation then
      null;
    end;
  end loop;
  delete from app.probe_worlds t where t.id = p_id;
  return true;
end
$function$
;
alter function app.purge_probe_world(p_id uuid) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.purge_workspace(p_workspace uuid, p_moment bigint, p_proof bytea)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if app.proven('purge ' || p_workspace::text, p_moment, p_proof) is not true or not exists (select 1 from app.workspaces w
      where w.id = p_workspace and w.state = 'scheduled_for_deletion' and w.deletion_at <= now()) then
    raise exception 'not to be purged' using errcode = 'CW404';
  end if;
  perform app.begin_erasing(p_workspace);
  if app.holds_any(p_workspace, null) then
    raise exception 'a legal hold is on' using errcode = 'CW423';
  end if;
  return app.do_purge_workspace(p_workspace);
end
$function$
;
alter function app.purge_workspace(p_workspace uuid, p_moment bigint, p_proof bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.put_context(p_session uuid, p_workspace uuid, p_user uuid, p_rank integer, p_assigned_only boolean)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  body text := p_session::text || p_workspace::text || p_user::text || p_rank::text
    || case when p_assigned_only then '1' else '0' end;
  key bytea;
begin
  select s.secret into key from app.context_secrets s;
  body := set_config('app.context',
    encode(sha256(key || convert_to(body || now()::text, 'UTF8') || key), 'hex') || body, true);
end
$function$
;
alter function app.put_context(p_session uuid, p_workspace uuid, p_user uuid, p_rank integer, p_assigned_only boolean) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.put_password(p_user uuid, p_hash text, p_temporary boolean, p_recheck boolean)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  insert into app.passwords as p (user_id, hash, temporary, recheck) values (p_user, p_hash, p_temporary, p_recheck)
    on conflict (user_id) do update set hash = excluded.hash, temporary = excluded.temporary, recheck = excluded.recheck,
      must_change = false, set_at = now()
$function$
;
alter function app.put_password(p_user uuid, p_hash text, p_temporary boolean, p_recheck boolean) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.rank_of(p_role text)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
RETURN CASE p_role WHEN 'owner'::text THEN 6 WHEN 'admin'::text THEN 5 WHEN 'manager'::text THEN 4 WHEN 'reviewer'::text THEN 3 WHEN 'member'::text THEN 2 WHEN 'viewer'::text THEN 1 ELSE 0 END
;
alter function app.rank_of(p_role text) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.rate_clean()
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  removed int;
begin
  delete from app.rate_windows w using (
    select o.ctid as place from app.rate_windows o
    where o.ends_at < now() - interval '1 minute'
    limit 10000 for update skip locked
  ) ended where w.ctid = ended.place;
  get diagnostics removed = row_count;
  return removed;
end
$function$
;
alter function app.rate_clean() owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.rate_take(p_class text, p_key bytea, p_window timestamp with time zone, p_seconds integer, p_want integer, p_limit integer, OUT granted integer, OUT taken integer)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if p_want < 1 or p_limit < 1 or p_seconds < 1 then
    raise exception 'a rate takes and allows at least one in at least a second' using errcode = '22023';
  end if;
  insert into app.rate_windows as w (class, key, window_start, ends_at, used, last_grant)
    values (p_class, p_key, p_window, p_window + make_interval(secs => p_seconds),
      least(p_want, p_limit), least(p_want, p_limit))
  on conflict (class, key, window_start) do update
    set used = least(w.used + p_want, p_limit),
        last_grant = least(w.used + p_want, p_limit) - w.used
    where w.used < p_limit
  returning w.last_grant, w.used into granted, taken;
  if not found then
    granted := 0;
    taken := p_limit;
  end if;
end
$function$
;
alter function app.rate_take(p_class text, p_key bytea, p_window timestamp with time zone, p_seconds integer, p_want integer, p_limit integer, OUT granted integer, OUT taken integer) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.recovery_kit_state()
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select coalesce(
    (select case when k.confirmed_at is null then 'unconfirmed' else 'confirmed' end
     from app.recovery_kits k order by k.made_at desc limit 1), 'none')
$function$
;
alter function app.recovery_kit_state() owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.redeem_password_reset(p_digest bytea, p_hash text, p_recheck boolean)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  who uuid;
begin
  update app.mailed_tokens t set used_at = now() from app.users u
    where t.token_digest = p_digest and t.purpose = 'password_reset' and t.used_at is null and t.expires_at > now()
      and u.id = t.user_id and u.disabled_at is null
    returning t.user_id into who;
  if not found then
    return null;
  end if;
  perform app.end_credentials('password-reset', who, null);
  perform app.put_password(who, p_hash, false, p_recheck);
  return who;
end
$function$
;
alter function app.redeem_password_reset(p_digest bytea, p_hash text, p_recheck boolean) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.redeem_setup_link(p_token_digest bytea)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  lock table app.setup_links in share row exclusive mode;
  if app.is_set_up() then
    return false;
  end if;
  update app.setup_links l set used_at = now()
    where l.token_digest = p_token_digest and l.used_at is null and l.expires_at > now();
  return found;
end
$function$
;
alter function app.redeem_setup_link(p_token_digest bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.rehash_password(p_user uuid, p_old text, p_new text, p_moment bigint, p_proof bytea)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if app.proven('rehash ' || p_user::text || ' ' || p_new, p_moment, p_proof) is not true then
    raise exception 'session refused' using errcode = 'CW401';
  end if;
  update app.passwords p set hash = p_new where p.user_id = p_user and p.hash = p_old;
end
$function$
;
alter function app.rehash_password(p_user uuid, p_old text, p_new text, p_moment bigint, p_proof bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.remove_passkey(p_session uuid, p_id uuid)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  who uuid := app.require_recent_factor(p_session);
begin
  perform 1 from app.users u where u.id = who for update;
  perform 1 from app.passkeys k where k.id = p_id and k.user_id = who;
  if not found then
    return 'missing';
  end if;
  if app.strong_factor_demanded(who)
    and not exists (select 1 from app.passkeys k where k.user_id = who and k.id <> p_id)
    and not exists (select 1 from app.totp_secrets t where t.user_id = who and t.confirmed_at is not null) then
    return 'needed';
  end if;
  delete from app.passkeys k where k.id = p_id and k.user_id = who;
  if not app.has_strong_factor(who) then
    delete from app.backup_codes b where b.user_id = who;
  end if;
  return 'removed';
end
$function$
;
alter function app.remove_passkey(p_session uuid, p_id uuid) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.remove_password(p_session uuid, p_new uuid, p_sealed_origin bytea, p_moment bigint, p_proof bytea)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  who uuid := app.require_recent_factor(p_session);
begin
  delete from app.passwords p where p.user_id = who;
  if not found then
    return false;
  end if;
  perform app.renew_alone(p_session, p_new, p_sealed_origin, 'full', 'password-removed', p_moment, p_proof);
  return true;
end
$function$
;
alter function app.remove_password(p_session uuid, p_new uuid, p_sealed_origin bytea, p_moment bigint, p_proof bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.rename_passkey(p_session uuid, p_id uuid, p_sealed_name bytea)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  who uuid := (app.use_full_session(p_session)).user_id;
begin
  update app.passkeys k set sealed_name = p_sealed_name where k.id = p_id and k.user_id = who;
  return found;
end
$function$
;
alter function app.rename_passkey(p_session uuid, p_id uuid, p_sealed_name bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.renew_alone(p_session uuid, p_new uuid, p_sealed_origin bytea, p_stage text, p_event text, p_moment bigint, p_proof bytea)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  who uuid := app.renew_session(p_session, p_new, p_sealed_origin, null, p_stage, p_moment, p_proof);
begin
  perform app.end_credentials(p_event, who, p_new);
  return who;
end
$function$
;
alter function app.renew_alone(p_session uuid, p_new uuid, p_sealed_origin bytea, p_stage text, p_event text, p_moment bigint, p_proof bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.renew_session(p_session uuid, p_new uuid, p_sealed_origin bytea, p_second_factor text, p_stage text, p_moment bigint, p_proof bytea)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  s app.sessions := app.use_session(p_session);
begin
  if app.proven('renew ' || p_session::text || ' ' || p_new::text || ' ' || p_stage, p_moment, p_proof) is not true then
    raise exception 'session refused' using errcode = 'CW401';
  end if;
  update app.sessions t set ended_at = now(), end_reason = 'renewed' where t.id = p_session and t.ended_at is null;
  if not found then
    raise exception 'session refused' using errcode = 'CW401';
  end if;
  insert into app.sessions (id, user_id, stage, private_device, sealed_origin, created_at, expires_at, first_factor,
      second_factor, factor_at, sso_workspace_id)
    values (p_new, s.user_id, p_stage, s.private_device, p_sealed_origin, clock_timestamp(), s.expires_at, s.first_factor,
      coalesce(p_second_factor, s.second_factor), case when p_second_factor is null then s.factor_at else now() end,
      s.sso_workspace_id);
  return s.user_id;
end
$function$
;
alter function app.renew_session(p_session uuid, p_new uuid, p_sealed_origin bytea, p_second_factor text, p_stage text, p_moment bigint, p_proof bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.replace_backup_codes(p_session uuid, p_codes bytea[])
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  v_user uuid := app.require_recent_factor(p_session);
begin
  if not app.has_strong_factor(v_user) then
    return false;
  end if;
  delete from app.backup_codes b where b.user_id = v_user;
  insert into app.backup_codes (user_id, code_digest) select v_user, c from unnest(p_codes) c;
  return true;
end
$function$
;
alter function app.replace_backup_codes(p_session uuid, p_codes bytea[]) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.require_full_session(p_session uuid)
 RETURNS uuid
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$ select (app.use_full_session(p_session)).user_id $function$
;
alter function app.require_full_session(p_session uuid) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.require_recent_factor(p_session uuid)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  s app.sessions := app.use_full_session(p_session);
begin
  if s.factor_at < now() - interval '10 minutes' then
    raise exception 'factor too old' using errcode = 'CW413';
  end if;
  return s.user_id;
end
$function$
;
alter function app.require_recent_factor(p_session uuid) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.reset_factors(p_user uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform 1 from app.users u where u.id = p_user and u.disabled_at is null for update;
  if not found then
    return false;
  end if;
  delete from app.totp_secrets t where t.user_id = p_user;
  delete from app.backup_codes b where b.user_id = p_user;
  delete from app.passkeys k where k.user_id = p_user;
  perform app.end_credentials('factors-reset', p_user, null);
  return true;
end
$function$
;
alter function app.reset_factors(p_user uuid) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.save_factor_challenge(p_session uuid, p_purpose text, p_digest bytea, p_moment bigint, p_proof bytea)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  who uuid;
begin
  if app.proven('challenge ' || p_purpose || ' ' || encode(p_digest, 'hex'), p_moment, p_proof) is not true then
    raise exception 'session refused' using errcode = 'CW401';
  end if;
  if p_purpose = 'passkey_enrol' then
    who := app.require_recent_factor(p_session);
  elsif p_purpose = 'passkey_step_up' then
    who := (app.use_session(p_session)).user_id;
  elsif p_session is not null then
    raise exception 'session refused' using errcode = 'CW401';
  end if;
  delete from app.factor_challenges c where c.expires_at < now() - interval '1 hour';
  insert into app.factor_challenges (user_id, session_id, purpose, challenge_digest, expires_at)
    values (who, p_session, p_purpose, p_digest, now() + interval '5 minutes');
end
$function$
;
alter function app.save_factor_challenge(p_session uuid, p_purpose text, p_digest bytea, p_moment bigint, p_proof bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.save_kit_link(p_token_digest bytea, p_minutes integer)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if app.recovery_kit_state() = 'confirmed' or not exists (select 1 from app.users) then
    return false;
  end if;
  update app.setup_links set used_at = now() where used_at is null;
  insert into app.setup_links (token_digest, expires_at)
    values (p_token_digest, now() + make_interval(mins => p_minutes));
  return true;
end
$function$
;
alter function app.save_kit_link(p_token_digest bytea, p_minutes integer) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.save_mailed_token(p_id uuid, p_user uuid, p_purpose text, p_digest bytea, p_minutes integer, p_sealed_email bytea, p_email_digest bytea, p_moment bigint, p_proof bytea)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if app.proven('mailed ' || p_id::text || ' ' || p_purpose, p_moment, p_proof) is not true then
    raise exception 'session refused' using errcode = 'CW401';
  end if;
  delete from app.mailed_tokens t where t.expires_at < now() - interval '1 day';
  update app.mailed_tokens t set used_at = now()
    where t.user_id = p_user and t.purpose = p_purpose and t.used_at is null;
  insert into app.mailed_tokens (id, user_id, purpose, token_digest, expires_at, sealed_email, email_digest)
    select p_id, u.id, p_purpose, p_digest, now() + make_interval(mins => p_minutes), p_sealed_email, p_email_digest
    from app.users u where u.id = p_user and u.disabled_at is null;
end
$function$
;
alter function app.save_mailed_token(p_id uuid, p_user uuid, p_purpose text, p_digest bytea, p_minutes integer, p_sealed_email bytea, p_email_digest bytea, p_moment bigint, p_proof bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.save_preferences(p_session uuid, p_preferences jsonb)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  update app.users u set preferences = p_preferences from app.use_full_session(p_session) s where u.id = s.user_id
$function$
;
alter function app.save_preferences(p_session uuid, p_preferences jsonb) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.save_probe_mail(p_world uuid, p_id uuid, p_sealed bytea)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$ insert into app.probe_mails (id, world_id, sealed_mail) values (p_id, p_world, p_sealed) $function$
;
alter function app.save_probe_mail(p_world uuid, p_id uuid, p_sealed bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.save_probe_world(p_id uuid, p_workspaces uuid[], p_users uuid[], p_minutes integer)
 RETURNS timestamp with time zone
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  insert into app.probe_worlds (id, workspace_ids, user_ids, expires_at)
    values (p_id, p_workspaces, p_users, now() + make_interval(mins => p_minutes))
    returning expires_at
$function$
;
alter function app.save_probe_world(p_id uuid, p_workspaces uuid[], p_users uuid[], p_minutes integer) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.save_profile(p_session uuid, p_sealed_profile bytea)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  update app.users u set sealed_profile = p_sealed_profile from app.use_full_session(p_session) s where u.id = s.user_id
$function$
;
alter function app.save_profile(p_session uuid, p_sealed_profile bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.save_proof_run(p_build text, p_results jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  insert into app.proof_runs (build, results) values (p_build, p_results);
  delete from app.red_days d where d.day < now() - interval '400 days';
  insert into app.red_days (claim_id, day)
    select distinct c ->> 'id', (now() at time zone 'UTC')::date from jsonb_array_elements(p_results) c
    where c ->> 'status' = 'failing'
    on conflict do nothing;
end
$function$
;
alter function app.save_proof_run(p_build text, p_results jsonb) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.save_setup_link(p_token_digest bytea, p_minutes integer)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if app.is_set_up() then
    return false;
  end if;
  update app.setup_links set used_at = now() where used_at is null;
  insert into app.setup_links (token_digest, expires_at)
    values (p_token_digest, now() + make_interval(mins => p_minutes));
  return true;
end
$function$
;
alter function app.save_setup_link(p_token_digest bytea, p_minutes integer) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.save_sign_in_code(p_id uuid, p_email_digest bytea, p_code_digest bytea)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  carried int;
begin
  perform pg_advisory_xact_lock(hashtextextended(encode(p_email_digest, 'hex'), 7));
  select coalesce(sum(c.tries), 0) into carried from app.sign_in_codes c
    where c.email_digest = p_email_digest and c.created_at > now() - interval '3 minutes' and c.consumed_at is null;
  update app.sign_in_codes c set consumed_at = now()
    where c.email_digest = p_email_digest and c.consumed_at is null;
  delete from app.sign_in_codes c where c.created_at < now() - interval '1 day' and c.email_digest = p_email_digest;
  insert into app.sign_in_codes (id, email_digest, code_digest, purpose, tries, expires_at)
    values (p_id, p_email_digest, p_code_digest, 'sign_in', least(carried, 5), now() + interval '3 minutes');
end
$function$
;
alter function app.save_sign_in_code(p_id uuid, p_email_digest bytea, p_code_digest bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.save_system_key(p_purpose text, p_version integer, p_wrapped bytea, p_root_key_id text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  insert into app.system_keys (purpose, version, wrapped, root_key_id)
    select p_purpose, p_version, p_wrapped, p_root_key_id
    where not exists (select 1 from app.system_keys k where k.purpose = p_purpose)
  on conflict do nothing
$function$
;
alter function app.save_system_key(p_purpose text, p_version integer, p_wrapped bytea, p_root_key_id text) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.search_cases(p_tokens bigint[], p_limit integer)
 RETURNS TABLE(case_id uuid, source_kind text, source_id uuid)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 200
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET enable_seqscan TO 'off'
AS $function$
declare
  here uuid := app.tenant();
  asked int := coalesce(cardinality(p_tokens), 0);
  word bigint;
  having_it uuid[];
  fewest uuid[];
begin
  if here is null or asked not between 1 and 12 then
    return;
  end if;
  -- All words in one source: the usual case, and the cheap one.
  return query
    select f.case_id, f.source_kind, f.source_id
    from (
      select d.workspace_id, d.case_id, d.source_kind, d.source_id from app.search_docs d
      where d.tokens @> p_tokens offset 0
    ) f
    where f.workspace_id = here
    limit p_limit;
  if asked = 1 or not exists (select from app.search_docs d where d.workspace_id = here and d.source_kind <> 'case') then
    return;
  end if;
  -- Words scattered over the sources of a case: its title and a comment, say. The word that stands in the fewest
  -- sources leads to the cases; then only those with several sources are looked into.
  foreach word in array p_tokens loop
    having_it := array(
      select f.case_id
      from (select d.workspace_id, d.case_id from app.search_docs d where d.tokens @> array[word] offset 0) f
      where f.workspace_id = here
      limit p_limit);
    if fewest is null or cardinality(having_it) < cardinality(fewest) then
      fewest := having_it;
    end if;
  end loop;
  return query
    with several as materialized (
      select distinct p.case_id from unnest(fewest) f (id)
      join app.search_docs p on p.workspace_id = here and p.case_id = f.id and p.source_kind <> 'case'
    ), parts as materialized (
      select d.case_id, d.source_kind, d.source_id, t.token
      from several s
      join app.search_docs d on d.workspace_id = here and d.case_id = s.case_id
      cross join unnest(p_tokens) t (token)
      where t.token = any (d.tokens) and not d.tokens @> p_tokens
    ), whole as (
      select p.case_id from parts p group by p.case_id having count(distinct p.token) = asked
    )
    select distinct p.case_id, p.source_kind, p.source_id from parts p join whole w on w.case_id = p.case_id
    limit p_limit;
end
$function$
;
alter function app.search_cases(p_tokens bigint[], p_limit integer) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.set_password(p_session uuid, p_new uuid, p_sealed_origin bytea, p_stage text, p_hash text, p_recheck boolean, p_moment bigint, p_proof bytea)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  s app.sessions := app.use_session(p_session);
begin
  if s.stage = 'second_factor' then
    raise exception 'sign-in not finished' using errcode = 'CW402';
  end if;
  if app.proven('renew ' || p_session::text || ' ' || p_new::text || ' ' || p_stage, p_moment, p_proof) is not true then
    raise exception 'session refused' using errcode = 'CW401';
  end if;
  perform app.put_password(s.user_id, p_hash, false, p_recheck);
  return app.renew_alone(p_session, p_new, p_sealed_origin, p_stage, 'password-changed', p_moment, p_proof);
end
$function$
;
alter function app.set_password(p_session uuid, p_new uuid, p_sealed_origin bytea, p_stage text, p_hash text, p_recheck boolean, p_moment bigint, p_proof bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.settle_password_check(p_user uuid, p_hash text, p_breached boolean)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  update app.passwords p set recheck = false, must_change = p_breached where p.user_id = p_user and p.hash = p_hash
$function$
;
alter function app.settle_password_check(p_user uuid, p_hash text, p_breached boolean) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.setup_link_open(p_token_digest bytea)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select exists (select 1 from app.setup_links l
    where l.token_digest = p_token_digest and l.used_at is null and l.expires_at > now())
    and not app.is_set_up()
$function$
;
alter function app.setup_link_open(p_token_digest bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.shorten_private_sessions()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  update app.sessions s set private_device = false, expires_at = least(s.expires_at, now() + interval '8 hours')
    from app.memberships m join app.workspaces w on w.id = m.workspace_id
    where s.user_id = m.user_id and s.private_device and s.ended_at is null
      and m.state = 'active' and not w.private_devices
      and case tg_table_name when 'workspaces' then w.id = new.id
        else (m.workspace_id, m.user_id) = (select t.workspace_id, t.user_id from app.memberships t where t.id = new.id) end;
  return null;
end
$function$
;
alter function app.shorten_private_sessions() owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.shut_account(p_user uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  update app.users u set disabled_at = now() where u.id = p_user and u.disabled_at is null;
  if not found then
    return false;
  end if;
  perform app.end_credentials('account-disabled', p_user, null);
  return true;
end
$function$
;
alter function app.shut_account(p_user uuid) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.shut_members()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select m.user_id from app.memberships m join app.users u on u.id = m.user_id
  where m.workspace_id = app.tenant() and u.disabled_at is not null
$function$
;
alter function app.shut_members() owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.sight()
 RETURNS text
 LANGUAGE sql
 STABLE
RETURN CASE WHEN (app.actor_rank() >= 5) THEN 'all'::text WHEN app.actor_assigned_only() THEN CASE WHEN (app.actor_rank() >= 2) THEN 'own'::text ELSE 'own published'::text END WHEN (app.actor_rank() >= 3) THEN 'unrestricted'::text WHEN (app.actor_rank() >= 2) THEN 'published and own'::text ELSE 'published'::text END
;
alter function app.sight() owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.signed_context(p_key bytea, p_body text)
 RETURNS text
 LANGUAGE sql
 STABLE
RETURN (encode(sha256(((p_key || convert_to((p_body || (now())::text), 'UTF8'::name)) || p_key)), 'hex'::text) || p_body)
;
alter function app.signed_context(p_key bytea, p_body text) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.spend_temporary_password(p_user uuid, p_hash text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  delete from app.passwords p where p.user_id = p_user and p.hash = p_hash and p.temporary;
  return found;
end
$function$
;
alter function app.spend_temporary_password(p_user uuid, p_hash text) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.sso_all(p_moment bigint, p_proof bytea)
 RETURNS TABLE(workspace_id uuid, connection_id uuid)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform app.sso_proven('all', p_moment, p_proof);
  return query select c.workspace_id, c.id from app.sso_connections c
    join app.workspaces w on w.id = c.workspace_id and w.state = 'active' order by 1, 2;
end
$function$
;
alter function app.sso_all(p_moment bigint, p_proof bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.sso_answer(p_id uuid, p_connection uuid, p_asked boolean, p_assertion_digest bytea, p_arrival_digest bytea, p_sealed_arrival bytea, p_moment bigint, p_proof bytea)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform app.sso_proven('answer ' || p_id::text || ' ' || p_connection::text, p_moment, p_proof);
  if not p_asked then
    insert into app.sso_sign_ins (workspace_id, id, connection_id, purpose)
      select c.workspace_id, p_id, c.id, 'sign_in' from app.sso_connections c where c.id = p_connection;
  end if;
  update app.sso_sign_ins s set answered_at = now(), expires_at = now() + interval '2 minutes',
      arrival_digest = p_arrival_digest, sealed_arrival = p_sealed_arrival
    where s.id = p_id and s.connection_id = p_connection and s.answered_at is null and s.expires_at > now();
  if not found then
    raise exception 'answered before' using errcode = 'CW401';
  end if;
  insert into app.sso_spent (workspace_id, connection_id, digest)
    select c.workspace_id, c.id, p_assertion_digest from app.sso_connections c where c.id = p_connection
    on conflict do nothing;
  if not found then
    raise exception 'assertion used before' using errcode = 'CW401';
  end if;
end
$function$
;
alter function app.sso_answer(p_id uuid, p_connection uuid, p_asked boolean, p_assertion_digest bytea, p_arrival_digest bytea, p_sealed_arrival bytea, p_moment bigint, p_proof bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.sso_arrival(p_arrival_digest bytea, p_browser_digest bytea, p_moment bigint, p_proof bytea)
 RETURNS TABLE(id uuid, connection_id uuid, asked boolean, mine boolean, sealed_state bytea, sealed_arrival bytea)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform app.sso_proven('arrival ' || encode(p_arrival_digest, 'hex'), p_moment, p_proof);
  return query select s.id, s.connection_id, s.browser_digest is not null,
      coalesce(s.browser_digest = p_browser_digest, false), s.sealed_state, s.sealed_arrival
    from app.sso_sign_ins s
    where s.arrival_digest = p_arrival_digest and s.purpose = 'sign_in' and s.claimed_at is null and s.expires_at > now();
end
$function$
;
alter function app.sso_arrival(p_arrival_digest bytea, p_browser_digest bytea, p_moment bigint, p_proof bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.sso_begin(p_id uuid, p_connection uuid, p_purpose text, p_user uuid, p_browser_digest bytea, p_sealed_state bytea, p_moment bigint, p_proof bytea)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform app.sso_proven('begin ' || p_id::text || ' ' || p_connection::text, p_moment, p_proof);
  insert into app.sso_sign_ins (workspace_id, id, connection_id, purpose, user_id, browser_digest, sealed_state)
    select c.workspace_id, p_id, c.id, p_purpose, p_user, p_browser_digest, p_sealed_state
    from app.sso_connections c where c.id = p_connection;
end
$function$
;
alter function app.sso_begin(p_id uuid, p_connection uuid, p_purpose text, p_user uuid, p_browser_digest bytea, p_sealed_state bytea, p_moment bigint, p_proof bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.sso_claim(p_id uuid, p_moment bigint, p_proof bytea)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform app.sso_proven('claim ' || p_id::text, p_moment, p_proof);
  update app.sso_sign_ins s set claimed_at = now() where s.id = p_id and s.claimed_at is null and s.expires_at > now();
  return found;
end
$function$
;
alter function app.sso_claim(p_id uuid, p_moment bigint, p_proof bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.sso_connection(p_id uuid, p_moment bigint, p_proof bytea)
 RETURNS TABLE(workspace_id uuid, kind text, sealed_settings bytea, sealed_private_key bytea, active boolean, unasked boolean, join_role text, version integer, enforced boolean)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform app.sso_proven('connection ' || p_id::text, p_moment, p_proof);
  return query select c.workspace_id, c.kind, c.sealed_settings, c.sealed_private_key, c.active, c.unasked, c.join_role,
      c.version, w.sso_enforced
    from app.sso_connections c join app.workspaces w on w.id = c.workspace_id
    where c.id = p_id and w.state = 'active';
end
$function$
;
alter function app.sso_connection(p_id uuid, p_moment bigint, p_proof bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.sso_end_sessions(p_connection uuid, p_message_digest bytea, p_subject_digest bytea, p_index_digests bytea[], p_moment bigint, p_proof bytea)
 RETURNS TABLE(ended uuid, ended_user uuid)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform app.sso_proven('end ' || p_connection::text || ' ' || coalesce(encode(p_subject_digest, 'hex'), 'anyone'),
    p_moment, p_proof);
  insert into app.sso_spent (workspace_id, connection_id, digest)
    select c.workspace_id, c.id, p_message_digest from app.sso_connections c where c.id = p_connection
    on conflict do nothing;
  if not found then
    raise exception 'message used before' using errcode = 'CW401';
  end if;
  return query
    with named as (
      select t.session_id, t.workspace_id, s.user_id, s.end_reason = 'renewed' as renewed
      from app.sso_sessions t join app.sessions s on s.id = t.session_id
      where t.connection_id = p_connection
        and (t.subject_digest = p_subject_digest or p_subject_digest is null and cardinality(p_index_digests) > 0)
        and (cardinality(p_index_digests) = 0 or t.index_digest = any (p_index_digests))
    )
    update app.sessions s set ended_at = now(), end_reason = 'provider'
      from named n
      where s.ended_at is null and (s.id = n.session_id
        or n.renewed and s.user_id = n.user_id and s.sso_workspace_id = n.workspace_id)
      returning s.id, s.user_id;
end
$function$
;
alter function app.sso_end_sessions(p_connection uuid, p_message_digest bytea, p_subject_digest bytea, p_index_digests bytea[], p_moment bigint, p_proof bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.sso_note_session(p_session uuid, p_connection uuid, p_subject_digest bytea, p_index_digest bytea, p_sealed_subject bytea, p_moment bigint, p_proof bytea)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform app.sso_proven('session ' || p_session::text || ' ' || p_connection::text, p_moment, p_proof);
  insert into app.sso_sessions (workspace_id, session_id, connection_id, subject_digest, index_digest, sealed_subject)
    select c.workspace_id, p_session, c.id, p_subject_digest, p_index_digest, p_sealed_subject
    from app.sso_connections c where c.id = p_connection;
  -- The provider's word is no factor given here: administration asks for one.
  update app.sessions s set factor_at = s.created_at - interval '1 hour' where s.id = p_session;
end
$function$
;
alter function app.sso_note_session(p_session uuid, p_connection uuid, p_subject_digest bytea, p_index_digest bytea, p_sealed_subject bytea, p_moment bigint, p_proof bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.sso_offers(p_domain text, p_moment bigint, p_proof bytea)
 RETURNS TABLE(connection_id uuid, enforced boolean)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform app.sso_proven('offers ' || p_domain, p_moment, p_proof);
  return query select c.id, w.sso_enforced
    from app.sso_domains d
      join app.workspaces w on w.id = d.workspace_id and w.state = 'active'
      join app.sso_connections c on c.workspace_id = d.workspace_id and c.active
    where d.domain = p_domain and d.verified_at is not null
    order by w.sso_enforced desc, d.verified_at, c.id;
end
$function$
;
alter function app.sso_offers(p_domain text, p_moment bigint, p_proof bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.sso_proven(p_subject text, p_moment bigint, p_proof bytea)
 RETURNS void
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if app.proven('sso ' || p_subject, p_moment, p_proof) is not true then
    raise exception 'session refused' using errcode = 'CW401';
  end if;
end
$function$
;
alter function app.sso_proven(p_subject text, p_moment bigint, p_proof bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.sso_session(p_session uuid)
 RETURNS TABLE(session_id uuid, connection_id uuid, sealed_subject bytea)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  s app.sessions := app.use_session(p_session);
begin
  return query select t.session_id, t.connection_id, t.sealed_subject from app.sso_sessions t
    where t.session_id = p_session
      or t.workspace_id = s.sso_workspace_id and t.session_id in
        (select o.id from app.sessions o where o.user_id = s.user_id and o.end_reason = 'renewed')
    order by t.created_at desc limit 1;
end
$function$
;
alter function app.sso_session(p_session uuid) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.sso_tidy()
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  delete from app.sso_sign_ins s where s.created_at < now() - interval '1 hour';
  delete from app.sso_spent s where s.spent_at < now() - interval '1 day';
  delete from app.break_glass_uses b where b.told_at < now() - interval '90 days';
$function$
;
alter function app.sso_tidy() owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.sso_waiting(p_id uuid, p_connection uuid, p_moment bigint, p_proof bytea)
 RETURNS TABLE(purpose text, user_id uuid, sealed_state bytea)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform app.sso_proven('waiting ' || p_id::text, p_moment, p_proof);
  return query select s.purpose, s.user_id, s.sealed_state from app.sso_sign_ins s
    where s.id = p_id and s.connection_id = p_connection and s.answered_at is null and s.expires_at > now();
end
$function$
;
alter function app.sso_waiting(p_id uuid, p_connection uuid, p_moment bigint, p_proof bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.strong_factor_demanded(p_user uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select exists (select 1 from app.memberships m join app.workspaces w on w.id = m.workspace_id and w.state = 'active'
    where m.user_id = p_user and m.state = 'active'
      and (m.admin_since <= now() - interval '7 days' or w.strong_factor_from <= now()))
$function$
;
alter function app.strong_factor_demanded(p_user uuid) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.take_factor_challenge(p_session uuid, p_purpose text, p_digest bytea)
 RETURNS TABLE(user_id uuid)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  update app.factor_challenges c set used_at = now()
    where c.challenge_digest = p_digest and c.purpose = p_purpose and c.session_id is not distinct from p_session
      and c.used_at is null and c.expires_at > now()
    returning c.user_id
$function$
;
alter function app.take_factor_challenge(p_session uuid, p_purpose text, p_digest bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.take_sign_in_try(p_key bytea, p_limit integer, p_seconds integer)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform pg_advisory_xact_lock(hashtextextended(encode(p_key, 'hex'), 8));
  delete from app.sign_in_tries t where t.key = p_key and t.at < clock_timestamp() - make_interval(secs => p_seconds);
  if (select count(*) from app.sign_in_tries t where t.key = p_key) >= p_limit then
    return false;
  end if;
  insert into app.sign_in_tries (key) values (p_key);
  return true;
end
$function$
;
alter function app.take_sign_in_try(p_key bytea, p_limit integer, p_seconds integer) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.take_vulnerability_report(p_id uuid, p_acknowledge_by timestamp with time zone, p_follow bytea, p_sealed bytea, p_wants_credit boolean, p_probe boolean)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  delete from app.vulnerability_reports r
    where r.closed_at < now() - interval '2 years' or (r.probe and r.received_at < now() - interval '1 day');
  if (select count(*) from app.vulnerability_reports r where r.received_at > now() - interval '1 day') >= 500 then
    return false;
  end if;
  insert into app.vulnerability_reports (id, acknowledge_by, follow_digest, sealed_report, wants_credit, probe)
    values (p_id, p_acknowledge_by, p_follow, p_sealed, p_wants_credit, p_probe);
  return true;
end
$function$
;
alter function app.take_vulnerability_report(p_id uuid, p_acknowledge_by timestamp with time zone, p_follow bytea, p_sealed bytea, p_wants_credit boolean, p_probe boolean) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.takes_privacy_requests(p_workspace uuid, p_moment bigint, p_proof bytea)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select app.proven('privacy request ' || p_workspace::text, p_moment, p_proof)
    and exists (select 1 from app.workspaces w where w.id = p_workspace and w.state = 'active')
    and (select count(*) from app.privacy_requests r where r.workspace_id = p_workspace and r.by_form
      and r.received_at > now() - interval '1 day') < 200
$function$
;
alter function app.takes_privacy_requests(p_workspace uuid, p_moment bigint, p_proof bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.tenant()
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  context text := current_setting('app.context', true);
  key bytea;
begin
  if length(context) < 174 then
    return null;
  end if;
  select s.secret into key from app.context_secrets s;
  if left(context, 64) <> encode(sha256(key || convert_to(substr(context, 65) || now()::text, 'UTF8') || key), 'hex') then
    return null;
  end if;
  return substr(context, 101, 36)::uuid;
end
$function$
;
alter function app.tenant() owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.tidy()
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  n int;
  total int := 0;
begin
  delete from app.sign_in_codes c where c.created_at < now() - interval '1 day';
  get diagnostics n = row_count;
  total := total + n;
  delete from app.sign_in_tries t where t.at < now() - interval '1 day';
  get diagnostics n = row_count;
  total := total + n;
  delete from app.sessions s where coalesce(s.ended_at, s.expires_at) < now() - interval '90 days';
  get diagnostics n = row_count;
  total := total + n;
  delete from app.outbox o where o.created_at < now() - interval '1 day';
  get diagnostics n = row_count;
  total := total + n;
  delete from app.operator_tokens t where t.expires_at < now() - interval '30 days';
  get diagnostics n = row_count;
  return total + n;
end
$function$
;
alter function app.tidy() owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.tokens_to_remind(p_moment bigint, p_proof bytea)
 RETURNS TABLE(workspace_id uuid, id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select t.workspace_id, t.id from app.api_tokens t
  join app.workspaces w on w.id = t.workspace_id and w.state = 'active'
  cross join lateral (select case when t.expires_at <= now() + interval '1 day' then 1
    when t.expires_at <= now() + interval '7 days' then 7 else 30 end as days) due
  where t.revoked_at is null and t.expires_at > now() and t.expires_at <= now() + interval '30 days'
    and t.expires_at > t.created_at + due.days * interval '1 day' + interval '1 hour'
    and (t.reminded_days is null or t.reminded_days > due.days)
    and app.proven('reminders', p_moment, p_proof)
$function$
;
alter function app.tokens_to_remind(p_moment bigint, p_proof bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.try_departed(p_user uuid)
 RETURNS TABLE(kind text, answer text, tries integer)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  here uuid := app.tenant();
  c record;
begin
  if here is null or app.actor_rank() < 5 or not exists (select 1 from app.memberships m
      where m.workspace_id = here and m.user_id = p_user and m.state = 'removed') then
    raise exception 'no departure' using errcode = 'CW404';
  end if;
  for c in
    select t.kind, t.answer, count(*)::int as tries from (
      select 'session'::text as kind, app.answer_at_door(s.id, here) as answer from app.sessions s
        where s.user_id = p_user and s.expires_at > now() - interval '1 day'
      union all
      select 'sign_in_' || w.factor, app.answer_to_sign_in(p_user, w.factor, here, false) from (
        select 'code' as factor
        union all select 'password' where exists (select 1 from app.passwords p where p.user_id = p_user)
        union all select 'passkey' from app.passkeys k where k.user_id = p_user) w
      union all
      select 'sign_in_sso', app.answer_to_sign_in(p_user, x.kind, here, true)
        from app.sso_connections x where x.workspace_id = here and x.active
      union all
      select 'directory', case when app.directory_holds(p_user) then 'let_in' else 'CW404' end
        from app.scim_users u join app.memberships m on m.workspace_id = u.workspace_id and m.id = u.membership_id
        where u.workspace_id = here and m.user_id = p_user
      union all
      select case when k.survives_maker and k.revoked_at is null then 'token_kept' else 'token' end,
          app.answer_at_door(k.pass_id, here)
        from app.api_tokens k where k.workspace_id = here and k.maker_id = p_user and k.expires_at > now()
      union all
      select 'invitation', case when exists (select 1 from app.find_invitation(i.token_digest)) then 'let_in' else 'CW410' end
        from app.invitations i join app.users u on u.id = p_user
        where i.workspace_id = here and i.state <> 'accepted' and i.expires_at > now()
          and (i.inviter_id = p_user or i.email_digest = u.email_digest)
    ) t group by t.kind, t.answer order by t.kind, t.answer
  loop
    kind := c.kind;
    answer := c.answer;
    tries := c.tries;
    return next;
  end loop;
end
$function$
;
alter function app.try_departed(p_user uuid) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.try_sign_in_code(p_email_digest bytea, p_code_digest bytea)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  c app.sign_in_codes;
begin
  select * into c from app.sign_in_codes t
    where t.email_digest = p_email_digest and t.consumed_at is null
    order by t.created_at desc limit 1 for update;
  if not found or c.expires_at <= now() or c.tries >= 5 then
    return false;
  end if;
  update app.sign_in_codes t
    set tries = t.tries + 1,
        consumed_at = case when t.code_digest = p_code_digest then now() end
    where t.id = c.id;
  return c.code_digest = p_code_digest;
end
$function$
;
alter function app.try_sign_in_code(p_email_digest bytea, p_code_digest bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.undo_deletion(p_session uuid, p_workspace uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  s app.sessions := app.use_full_session(p_session);
begin
  update app.workspaces w set state = 'active', deletion_at = null from app.memberships m
    where w.id = p_workspace and w.state = 'scheduled_for_deletion' and m.workspace_id = w.id and m.user_id = s.user_id
      and m.state = 'active' and m.role = 'owner';
  if not found then
    return false;
  end if;
  insert into app.audit_entries (workspace_id, actor_kind, actor_id, action, target_kind, target_id, request_id)
    values (p_workspace, 'user', s.user_id, 'workspace.deletion-undone', 'workspace', p_workspace, 'erasure');
  return true;
end
$function$
;
alter function app.undo_deletion(p_session uuid, p_workspace uuid) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.use_backup_code(p_session uuid, p_code bytea)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  v_user uuid := (app.use_session(p_session)).user_id;
begin
  update app.backup_codes b set used_at = now()
    where b.user_id = v_user and b.code_digest = p_code and b.used_at is null;
  if not found then
    return null;
  end if;
  return (select count(*) from app.backup_codes b where b.user_id = v_user and b.used_at is null);
end
$function$
;
alter function app.use_backup_code(p_session uuid, p_code bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.use_full_session(p_session uuid)
 RETURNS app.sessions
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  s app.sessions := app.use_session(p_session);
begin
  if s.stage <> 'full' then
    raise exception 'sign-in not finished' using errcode = case s.stage when 'second_factor' then 'CW402' else 'CW414' end;
  end if;
  return s;
end
$function$
;
alter function app.use_full_session(p_session uuid) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.use_passkey(p_id uuid, p_counter bigint, p_backed_up boolean, p_moment bigint, p_proof bytea)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if app.proven('use-passkey ' || p_id::text || ' ' || p_counter::text, p_moment, p_proof) is not true then
    raise exception 'session refused' using errcode = 'CW401';
  end if;
  update app.passkeys k set counter = p_counter, backed_up = p_backed_up, last_used_at = now()
    where k.id = p_id and (p_counter > k.counter or p_counter = 0 and k.counter = 0);
  if found then
    return 'used';
  end if;
  return case when exists (select 1 from app.passkeys k where k.id = p_id) then 'stale' else 'missing' end;
end
$function$
;
alter function app.use_passkey(p_id uuid, p_counter bigint, p_backed_up boolean, p_moment bigint, p_proof bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.use_session(p_session uuid)
 RETURNS app.sessions
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  s app.sessions;
begin
  select t.* into s from app.sessions t join app.users u on u.id = t.user_id
    where t.id = p_session and t.ended_at is null and t.expires_at > now()
      and t.created_at >= u.tokens_valid_after and u.disabled_at is null;
  if not found then
    raise exception 'session refused' using errcode = 'CW401';
  end if;
  if s.last_seen_at < now() - interval '5 minutes' then
    update app.sessions t
      set last_seen_at = now(),
          expires_at = now() + case when t.private_device then interval '30 days' else interval '8 hours' end
      where t.id = s.id returning t.* into s;
  end if;
  return s;
end
$function$
;
alter function app.use_session(p_session uuid) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.use_totp_step(p_session uuid, p_step bigint)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  v_user uuid := (app.use_session(p_session)).user_id;
begin
  update app.totp_secrets t set last_step = p_step
    where t.user_id = v_user and t.confirmed_at is not null and t.last_step < p_step;
  return found;
end
$function$
;
alter function app.use_totp_step(p_session uuid, p_step bigint) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.user_count()
 RETURNS bigint
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$ select count(*) from app.users $function$
;
alter function app.user_count() owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.waiting_evidence()
 RETURNS TABLE(workspace_id uuid, id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select e.workspace_id, e.id from app.evidence e
  where e.state = 'quarantined' and e.deleted_at is null and e.created_at < now() - interval '5 minutes'
  order by e.created_at limit 200
$function$
;
alter function app.waiting_evidence() owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.waiting_vulnerability_reports(p_now timestamp with time zone)
 RETURNS TABLE(waiting integer, overdue integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select count(*)::int, count(*) filter (where r.acknowledge_by < p_now)::int
  from app.vulnerability_reports r where r.acknowledged_at is null and not r.probe
$function$
;
alter function app.waiting_vulnerability_reports(p_now timestamp with time zone) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.witness_log(p_origin text, p_old bigint, p_size bigint, p_root bytea, p_note text, p_moment bigint, p_proof bytea)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if app.proven('witness ' || p_origin, p_moment, p_proof) is not true then
    return false;
  end if;
  update app.witnessed_logs w set size = p_size, root = p_root, note = p_note, at = now()
    where w.origin = p_origin and w.size = p_old and p_old <= p_size;
  if found then
    return true;
  end if;
  if p_old > 0 then
    return false;
  end if;
  insert into app.witnessed_logs (origin, size, root, note) values (p_origin, p_size, p_root, p_note) on conflict do nothing;
  return found;
end
$function$
;
alter function app.witness_log(p_origin text, p_old bigint, p_size bigint, p_root bytea, p_note text, p_moment bigint, p_proof bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.workspaces_to_purge(p_moment bigint, p_proof bytea)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select w.id from app.workspaces w where w.state = 'scheduled_for_deletion' and w.deletion_at <= now()
    and app.proven('workspaces to purge', p_moment, p_proof) order by w.deletion_at limit 100
$function$
;
alter function app.workspaces_to_purge(p_moment bigint, p_proof bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.workspaces_with_privacy_requests(p_now timestamp with time zone, p_moment bigint, p_proof bytea)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select w.id from app.workspaces w where w.state = 'active' and app.proven('privacy requests', p_moment, p_proof)
    and exists (select 1 from app.privacy_requests r where r.workspace_id = w.id and r.closed_at is null
      and r.due_at < p_now + interval '7 days' and (r.reminded_at is null or r.reminded_at <= p_now - interval '1 day'))
  order by w.id
$function$
;
alter function app.workspaces_with_privacy_requests(p_now timestamp with time zone, p_moment bigint, p_proof bytea) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.workspaces_with_retention(p_moment bigint, p_proof bytea)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select w.id from app.workspaces w where w.state = 'active' and app.proven('retention', p_moment, p_proof)
    and exists (select 1 from app.retention_rules r where r.workspace_id = w.id and r.changed_at <= now() - interval '1 day')
  order by w.id
$function$
;
alter function app.workspaces_with_retention(p_moment bigint, p_proof bytea) owner to caseward_owner;

-- Constraints

alter table app.access_review_members add constraint access_review_members_pkey PRIMARY KEY (workspace_id, review_id, user_id);
alter table app.access_review_members add constraint access_review_members_check CHECK ((((decision IS NULL) = (decided_at IS NULL)) AND ((decision IS NULL) = (decided_by IS NULL)) AND ((decision IS NULL) = (sealed_reason IS NULL))));
alter table app.access_review_members add constraint access_review_members_check1 CHECK ((((decision = 'lower'::text) IS TRUE) = (new_role IS NOT NULL)));
alter table app.access_review_members add constraint access_review_members_check2 CHECK ((decided_by <> user_id));
alter table app.access_review_members add constraint access_review_members_decision_check CHECK ((decision = ANY (ARRAY['keep'::text, 'lower'::text, 'remove'::text])));
alter table app.access_review_members add constraint access_review_members_grants_check CHECK ((grants >= 0));
alter table app.access_review_members add constraint access_review_members_new_role_check CHECK ((new_role = ANY (ARRAY['owner'::text, 'admin'::text, 'manager'::text, 'reviewer'::text, 'member'::text, 'viewer'::text])));
alter table app.access_review_members add constraint access_review_members_passkeys_check CHECK ((passkeys >= 0));
alter table app.access_review_members add constraint access_review_members_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'admin'::text, 'manager'::text, 'reviewer'::text, 'member'::text, 'viewer'::text])));
alter table app.access_review_members add constraint access_review_members_tokens_check CHECK ((tokens >= 0));
alter table app.access_review_members add constraint access_review_members_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES app.users(id) ON DELETE RESTRICT;
alter table app.access_review_members add constraint access_review_members_user_id_fkey FOREIGN KEY (user_id) REFERENCES app.users(id) ON DELETE RESTRICT;
alter table app.access_review_members add constraint access_review_members_workspace_id_review_id_fkey FOREIGN KEY (workspace_id, review_id) REFERENCES app.access_reviews(workspace_id, id) ON DELETE CASCADE;
alter table app.access_review_schedules add constraint access_review_schedules_pkey PRIMARY KEY (workspace_id);
alter table app.access_review_schedules add constraint access_review_schedules_every_months_check CHECK ((every_months = ANY (ARRAY[3, 6, 12])));
alter table app.access_review_schedules add constraint access_review_schedules_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES app.workspaces(id) ON DELETE CASCADE;
alter table app.access_reviews add constraint access_reviews_pkey PRIMARY KEY (workspace_id, id);
alter table app.access_reviews add constraint access_reviews_check CHECK ((((closed_at IS NULL) = (sealed_record IS NULL)) AND ((closed_at IS NULL) = (record_digest IS NULL)) AND ((closed_at IS NULL) = (closed_by IS NULL))));
alter table app.access_reviews add constraint access_reviews_record_digest_check CHECK ((length(record_digest) = 32));
alter table app.access_reviews add constraint access_reviews_closed_by_fkey FOREIGN KEY (closed_by) REFERENCES app.users(id) ON DELETE RESTRICT;
alter table app.access_reviews add constraint access_reviews_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES app.users(id) ON DELETE RESTRICT;
alter table app.access_reviews add constraint access_reviews_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES app.workspaces(id) ON DELETE CASCADE;
alter table app.activities add constraint activities_pkey PRIMARY KEY (workspace_id, id);
alter table app.activities add constraint activities_workspace_id_case_id_fkey FOREIGN KEY (workspace_id, case_id) REFERENCES app.cases(workspace_id, id) ON DELETE CASCADE;
alter table app.agreements add constraint agreements_pkey PRIMARY KEY (workspace_id, id);
alter table app.agreements add constraint agreements_record_digest_check CHECK ((length(record_digest) = 32));
alter table app.agreements add constraint agreements_text_digest_check CHECK ((length(text_digest) = 32));
alter table app.agreements add constraint agreements_version_check CHECK (((length(version) >= 1) AND (length(version) <= 40)));
alter table app.agreements add constraint agreements_accepted_by_fkey FOREIGN KEY (accepted_by) REFERENCES app.users(id) ON DELETE RESTRICT;
alter table app.agreements add constraint agreements_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES app.workspaces(id) ON DELETE CASCADE;
alter table app.alert_deliveries add constraint alert_deliveries_pkey PRIMARY KEY (workspace_id, id);
alter table app.alert_deliveries add constraint alert_deliveries_workspace_id_alert_id_channel_entry_id_key UNIQUE (workspace_id, alert_id, channel, entry_id);
alter table app.alert_deliveries add constraint alert_deliveries_channel_check CHECK ((channel = ANY (ARRAY['mail'::text, 'webhook'::text])));
alter table app.alert_deliveries add constraint alert_deliveries_count_check CHECK ((count > 0));
alter table app.alert_deliveries add constraint alert_deliveries_failure_check CHECK ((length(failure) <= 40));
alter table app.alert_deliveries add constraint alert_deliveries_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'failed'::text])));
alter table app.alert_deliveries add constraint alert_deliveries_workspace_id_alert_id_fkey FOREIGN KEY (workspace_id, alert_id) REFERENCES app.log_alerts(workspace_id, id) ON DELETE CASCADE;
alter table app.api_tokens add constraint api_tokens_pkey PRIMARY KEY (workspace_id, id);
alter table app.api_tokens add constraint api_tokens_pass_id_key UNIQUE (pass_id);
alter table app.api_tokens add constraint api_tokens_public_id_key UNIQUE (public_id);
alter table app.api_tokens add constraint api_tokens_check CHECK ((expires_at <= (created_at + '366 days'::interval)));
alter table app.api_tokens add constraint api_tokens_ip_ranges_check CHECK (((cardinality(ip_ranges) >= 1) AND (cardinality(ip_ranges) <= 50)));
alter table app.api_tokens add constraint api_tokens_public_id_check CHECK ((public_id ~ '^[0-9A-Za-z]{12,24}$'::text));
alter table app.api_tokens add constraint api_tokens_role_check CHECK ((role = ANY (ARRAY['viewer'::text, 'member'::text, 'reviewer'::text, 'manager'::text, 'admin'::text])));
alter table app.api_tokens add constraint api_tokens_scopes_check CHECK (((cardinality(scopes) >= 1) AND (cardinality(scopes) <= 40)));
alter table app.api_tokens add constraint api_tokens_secret_hash_check CHECK (((length(secret_hash) >= 40) AND (length(secret_hash) <= 200)));
alter table app.api_tokens add constraint api_tokens_maker_id_fkey FOREIGN KEY (maker_id) REFERENCES app.users(id) ON DELETE RESTRICT;
alter table app.api_tokens add constraint api_tokens_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES app.workspaces(id) ON DELETE CASCADE;
alter table app.attack_rounds add constraint attack_rounds_pkey PRIMARY KEY (id);
alter table app.attack_rounds add constraint attack_rounds_calls_check CHECK ((calls >= 0));
alter table app.attack_rounds add constraint attack_rounds_check CHECK (((incident_id IS NULL) OR (outcome = 'broken'::text)));
alter table app.attack_rounds add constraint attack_rounds_outcome_check CHECK ((outcome = ANY (ARRAY['held'::text, 'broken'::text, 'not-tried'::text])));
alter table app.attack_rounds add constraint attack_rounds_probes_check CHECK ((probes >= 0));
alter table app.attack_rounds add constraint attack_rounds_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES app.incidents(id) ON DELETE SET NULL;
alter table app.audit_checkpoints add constraint audit_checkpoints_pkey PRIMARY KEY (size);
alter table app.audit_cosignatures add constraint audit_cosignatures_pkey PRIMARY KEY (size, witness);
alter table app.audit_cosignatures add constraint audit_cosignatures_line_check CHECK ((length(line) <= 1000));
alter table app.audit_cosignatures add constraint audit_cosignatures_size_check CHECK ((size > 0));
alter table app.audit_cosignatures add constraint audit_cosignatures_witness_check CHECK ((length(witness) <= 300));
alter table app.audit_entries add constraint audit_entries_pkey PRIMARY KEY (id);
alter table app.audit_entries add constraint audit_entries_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['user'::text, 'token'::text, 'scim'::text, 'system'::text, 'operator'::text, 'anonymous'::text])));
alter table app.audit_entries add constraint audit_entries_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES app.workspaces(id) ON DELETE RESTRICT;
alter table app.audit_leaves add constraint audit_leaves_pkey PRIMARY KEY (seq);
alter table app.audit_leaves add constraint audit_leaves_entry_id_key UNIQUE (entry_id);
alter table app.audit_leaves add constraint audit_leaves_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES app.audit_entries(id) ON DELETE RESTRICT;
alter table app.audit_signing_keys add constraint audit_signing_keys_pkey PRIMARY KEY (id);
alter table app.backup_codes add constraint backup_codes_pkey PRIMARY KEY (user_id, code_digest);
alter table app.backup_codes add constraint backup_codes_user_id_fkey FOREIGN KEY (user_id) REFERENCES app.users(id) ON DELETE CASCADE;
alter table app.backups add constraint backups_pkey PRIMARY KEY (id);
alter table app.backups add constraint backups_added_bytes_check CHECK ((added_bytes >= 0));
alter table app.backups add constraint backups_failure_check CHECK ((length(failure) <= 1000));
alter table app.backups add constraint backups_id_check CHECK ((length(id) <= 100));
alter table app.backups add constraint backups_missing_files_check CHECK ((missing_files >= 0));
alter table app.backups add constraint backups_object_lock_check CHECK ((object_lock = ANY (ARRAY['on'::text, 'off'::text, 'unknown'::text])));
alter table app.backups add constraint backups_outcome_check CHECK ((outcome = ANY (ARRAY['complete'::text, 'incomplete'::text, 'failed'::text])));
alter table app.backups add constraint backups_place_check CHECK ((length(place) <= 500));
alter table app.backups add constraint backups_total_files_check CHECK ((total_files >= 0));
alter table app.backups add constraint backups_total_rows_check CHECK ((total_rows >= 0));
alter table app.backups add constraint backups_versioning_check CHECK ((versioning = ANY (ARRAY['on'::text, 'off'::text, 'unknown'::text])));
alter table app.break_glass_uses add constraint break_glass_uses_pkey PRIMARY KEY (workspace_id, session_id);
alter table app.break_glass_uses add constraint break_glass_uses_user_id_fkey FOREIGN KEY (user_id) REFERENCES app.users(id) ON DELETE CASCADE;
alter table app.break_glass_uses add constraint break_glass_uses_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES app.workspaces(id) ON DELETE CASCADE;
alter table app.case_counters add constraint case_counters_pkey PRIMARY KEY (workspace_id);
alter table app.case_counters add constraint case_counters_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES app.workspaces(id) ON DELETE CASCADE;
alter table app.case_drafts add constraint case_drafts_pkey PRIMARY KEY (workspace_id, id);
alter table app.case_drafts add constraint case_drafts_workspace_id_user_id_case_id_key UNIQUE (workspace_id, user_id, case_id);
alter table app.case_drafts add constraint case_drafts_workspace_id_case_id_fkey FOREIGN KEY (workspace_id, case_id) REFERENCES app.cases(workspace_id, id) ON DELETE CASCADE;
alter table app.case_drafts add constraint case_drafts_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES app.workspaces(id) ON DELETE CASCADE;
alter table app.case_drafts add constraint case_drafts_workspace_id_user_id_fkey FOREIGN KEY (workspace_id, user_id) REFERENCES app.memberships(workspace_id, user_id) ON DELETE CASCADE;
alter table app.case_grants add constraint case_grants_pkey PRIMARY KEY (workspace_id, case_id, user_id);
alter table app.case_grants add constraint case_grants_kind_check CHECK ((kind = ANY (ARRAY['read'::text, 'comment'::text, 'edit'::text])));
alter table app.case_grants add constraint case_grants_workspace_id_case_id_fkey FOREIGN KEY (workspace_id, case_id) REFERENCES app.cases(workspace_id, id) ON DELETE CASCADE;
alter table app.case_grants add constraint case_grants_workspace_id_user_id_fkey FOREIGN KEY (workspace_id, user_id) REFERENCES app.memberships(workspace_id, user_id) ON DELETE CASCADE;
alter table app.case_import_parts add constraint case_import_parts_pkey PRIMARY KEY (workspace_id, import_id, start);
alter table app.case_import_parts add constraint case_import_parts_start_check CHECK ((start >= 0));
alter table app.case_import_parts add constraint case_import_parts_workspace_id_import_id_fkey FOREIGN KEY (workspace_id, import_id) REFERENCES app.case_imports(workspace_id, id) ON DELETE CASCADE;
alter table app.case_import_rows add constraint case_import_rows_pkey PRIMARY KEY (workspace_id, import_id, row_number);
alter table app.case_import_rows add constraint case_import_rows_faults_check CHECK (((cardinality(faults) >= 1) AND (cardinality(faults) <= 200)));
alter table app.case_import_rows add constraint case_import_rows_row_number_check CHECK ((row_number > 0));
alter table app.case_import_rows add constraint case_import_rows_workspace_id_case_id_fkey FOREIGN KEY (workspace_id, case_id) REFERENCES app.cases(workspace_id, id) ON DELETE SET NULL (case_id);
alter table app.case_import_rows add constraint case_import_rows_workspace_id_import_id_fkey FOREIGN KEY (workspace_id, import_id) REFERENCES app.case_imports(workspace_id, id) ON DELETE CASCADE;
alter table app.case_imports add constraint case_imports_pkey PRIMARY KEY (workspace_id, id);
alter table app.case_imports add constraint case_imports_check CHECK (((received >= 0) AND (received <= size)));
alter table app.case_imports add constraint case_imports_kept_check CHECK ((kept >= 0));
alter table app.case_imports add constraint case_imports_made_check CHECK ((made >= 0));
alter table app.case_imports add constraint case_imports_refused_check CHECK ((refused >= 0));
alter table app.case_imports add constraint case_imports_row_count_check CHECK ((row_count >= 0));
alter table app.case_imports add constraint case_imports_row_done_check CHECK ((row_done >= 0));
alter table app.case_imports add constraint case_imports_size_check CHECK ((size > 0));
alter table app.case_imports add constraint case_imports_state_check CHECK ((state = ANY (ARRAY['receiving'::text, 'received'::text, 'queued'::text, 'running'::text, 'done'::text, 'cancelled'::text, 'stopped'::text, 'undoing'::text, 'undone'::text, 'expired'::text])));
alter table app.case_imports add constraint case_imports_tried_check CHECK ((tried >= 0));
alter table app.case_imports add constraint case_imports_undone_check CHECK ((undone >= 0));
alter table app.case_imports add constraint case_imports_made_by_fkey FOREIGN KEY (made_by) REFERENCES app.users(id) ON DELETE RESTRICT;
alter table app.case_imports add constraint case_imports_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES app.workspaces(id) ON DELETE CASCADE;
alter table app.case_links add constraint case_links_pkey PRIMARY KEY (workspace_id, id);
alter table app.case_links add constraint case_links_workspace_id_case_id_other_id_kind_key UNIQUE (workspace_id, case_id, other_id, kind);
alter table app.case_links add constraint case_links_check CHECK ((case_id <> other_id));
alter table app.case_links add constraint case_links_kind_check CHECK ((kind = ANY (ARRAY['pattern'::text, 'dependency'::text, 'follow_up'::text, 'duplicate'::text])));
alter table app.case_links add constraint case_links_workspace_id_case_id_fkey FOREIGN KEY (workspace_id, case_id) REFERENCES app.cases(workspace_id, id) ON DELETE CASCADE;
alter table app.case_links add constraint case_links_workspace_id_other_id_fkey FOREIGN KEY (workspace_id, other_id) REFERENCES app.cases(workspace_id, id) ON DELETE CASCADE;
alter table app.case_staff add constraint case_staff_pkey PRIMARY KEY (workspace_id, case_id, slot, user_id);
alter table app.case_staff add constraint case_staff_slot_check CHECK ((length(slot) <= 60));
alter table app.case_staff add constraint case_staff_workspace_id_case_id_fkey FOREIGN KEY (workspace_id, case_id) REFERENCES app.cases(workspace_id, id) ON DELETE CASCADE;
alter table app.case_staff add constraint case_staff_workspace_id_user_id_fkey FOREIGN KEY (workspace_id, user_id) REFERENCES app.memberships(workspace_id, user_id) ON DELETE CASCADE;
alter table app.case_tags add constraint case_tags_pkey PRIMARY KEY (workspace_id, case_id, tag_id);
alter table app.case_tags add constraint case_tags_workspace_id_case_id_fkey FOREIGN KEY (workspace_id, case_id) REFERENCES app.cases(workspace_id, id) ON DELETE CASCADE;
alter table app.case_tags add constraint case_tags_workspace_id_tag_id_fkey FOREIGN KEY (workspace_id, tag_id) REFERENCES app.tags(workspace_id, id) ON DELETE CASCADE;
alter table app.cases add constraint cases_pkey PRIMARY KEY (workspace_id, id);
alter table app.cases add constraint cases_workspace_id_number_key UNIQUE (workspace_id, number);
alter table app.cases add constraint cases_phase_check CHECK ((phase = ANY (ARRAY['draft'::text, 'review'::text, 'open'::text, 'closed'::text])));
alter table app.cases add constraint cases_severity_check CHECK ((severity = ANY (ARRAY['low'::text, 'medium'::text, 'high'::text, 'critical'::text])));
alter table app.cases add constraint cases_workspace_id_category_id_fkey FOREIGN KEY (workspace_id, category_id) REFERENCES app.categories(workspace_id, id) ON DELETE SET NULL (category_id);
alter table app.cases add constraint cases_workspace_id_creator_id_fkey FOREIGN KEY (workspace_id, creator_id) REFERENCES app.memberships(workspace_id, user_id) ON DELETE RESTRICT;
alter table app.cases add constraint cases_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES app.workspaces(id) ON DELETE CASCADE;
alter table app.cases add constraint cases_workspace_id_owner_id_fkey FOREIGN KEY (workspace_id, owner_id) REFERENCES app.memberships(workspace_id, user_id) ON DELETE RESTRICT;
alter table app.categories add constraint categories_pkey PRIMARY KEY (workspace_id, id);
alter table app.categories add constraint categories_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES app.workspaces(id) ON DELETE CASCADE;
alter table app.comments add constraint comments_pkey PRIMARY KEY (workspace_id, id);
alter table app.comments add constraint comments_anchor_kind_check CHECK ((anchor_kind = ANY (ARRAY['case'::text, 'section'::text, 'evidence'::text])));
alter table app.comments add constraint comments_workspace_id_author_id_fkey FOREIGN KEY (workspace_id, author_id) REFERENCES app.memberships(workspace_id, user_id) ON DELETE RESTRICT;
alter table app.comments add constraint comments_workspace_id_case_id_fkey FOREIGN KEY (workspace_id, case_id) REFERENCES app.cases(workspace_id, id) ON DELETE CASCADE;
alter table app.contact_consents add constraint contact_consents_pkey PRIMARY KEY (workspace_id, id);
alter table app.contact_consents add constraint contact_consents_decision_check CHECK ((decision = ANY (ARRAY['given'::text, 'withdrawn'::text])));
alter table app.contact_consents add constraint contact_consents_purpose_check CHECK ((purpose = ANY (ARRAY['newsletter'::text, 'marketing_calls'::text, 'profiling'::text, 'sharing'::text])));
alter table app.contact_consents add constraint contact_consents_noted_by_fkey FOREIGN KEY (noted_by) REFERENCES app.users(id) ON DELETE RESTRICT;
alter table app.contact_consents add constraint contact_consents_workspace_id_contact_id_fkey FOREIGN KEY (workspace_id, contact_id) REFERENCES app.contacts(workspace_id, id) ON DELETE CASCADE;
alter table app.contact_holds add constraint contact_holds_pkey PRIMARY KEY (workspace_id, id);
alter table app.contact_holds add constraint contact_holds_decision_check CHECK ((decision = ANY (ARRAY['placed'::text, 'lifted'::text])));
alter table app.contact_holds add constraint contact_holds_noted_by_fkey FOREIGN KEY (noted_by) REFERENCES app.users(id) ON DELETE RESTRICT;
alter table app.contact_holds add constraint contact_holds_workspace_id_contact_id_fkey FOREIGN KEY (workspace_id, contact_id) REFERENCES app.contacts(workspace_id, id) ON DELETE CASCADE;
alter table app.contact_holds add constraint contact_holds_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES app.workspaces(id) ON DELETE CASCADE;
alter table app.contact_words add constraint contact_words_pkey PRIMARY KEY (workspace_id, token, contact_id);
alter table app.contact_words add constraint contact_words_workspace_id_contact_id_fkey FOREIGN KEY (workspace_id, contact_id) REFERENCES app.contacts(workspace_id, id) ON DELETE CASCADE;
alter table app.contacts add constraint contacts_pkey PRIMARY KEY (workspace_id, id);
alter table app.contacts add constraint contacts_check CHECK ((((do_not_sell_at IS NULL) = (do_not_sell_from IS NULL)) AND ((do_not_sell_at IS NULL) = (do_not_sell_by IS NULL))));
alter table app.contacts add constraint contacts_do_not_sell_from_check CHECK ((do_not_sell_from = ANY (ARRAY['person'::text, 'agent'::text, 'signal'::text])));
alter table app.contacts add constraint contacts_source_check CHECK ((source = ANY (ARRAY['person'::text, 'referral'::text, 'event'::text, 'website'::text, 'public_record'::text, 'other'::text])));
alter table app.contacts add constraint contacts_state_check CHECK ((state = ANY (ARRAY['active'::text, 'archived'::text])));
alter table app.contacts add constraint contacts_do_not_sell_by_fkey FOREIGN KEY (do_not_sell_by) REFERENCES app.users(id) ON DELETE RESTRICT;
alter table app.contacts add constraint contacts_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES app.users(id) ON DELETE RESTRICT;
alter table app.contacts add constraint contacts_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES app.workspaces(id) ON DELETE CASCADE;
alter table app.context_secrets add constraint context_secrets_door_key_check CHECK ((length(door_key) = 32));
alter table app.context_secrets add constraint context_secrets_secret_check CHECK ((length(secret) = 32));
alter table app.departures add constraint departures_pkey PRIMARY KEY (workspace_id, id);
alter table app.departures add constraint departures_receipt_check CHECK (((length(receipt) >= 2) AND (length(receipt) <= 100000)));
alter table app.departures add constraint departures_receipt_digest_check CHECK ((length(receipt_digest) = 32));
alter table app.departures add constraint departures_by_id_fkey FOREIGN KEY (by_id) REFERENCES app.users(id) ON DELETE RESTRICT;
alter table app.departures add constraint departures_user_id_fkey FOREIGN KEY (user_id) REFERENCES app.users(id) ON DELETE RESTRICT;
alter table app.departures add constraint departures_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES app.workspaces(id) ON DELETE CASCADE;
alter table app.dns_reviews add constraint dns_reviews_pkey PRIMARY KEY (id);
alter table app.dns_reviews add constraint dns_reviews_findings_check CHECK ((findings >= 0));
alter table app.dns_reviews add constraint dns_reviews_names_check CHECK ((names > 0));
alter table app.drills add constraint drills_pkey PRIMARY KEY (id);
alter table app.drills add constraint drills_failure_check CHECK ((length(failure) <= 1000));
alter table app.drills add constraint drills_outcome_check CHECK ((outcome = ANY (ARRAY['passed'::text, 'failed'::text])));
alter table app.drills add constraint drills_backup_id_fkey FOREIGN KEY (backup_id) REFERENCES app.backups(id) ON DELETE CASCADE;
alter table app.erasures add constraint erasures_pkey PRIMARY KEY (id);
alter table app.erasures add constraint erasures_certificate_check CHECK (((length(certificate) >= 2) AND (length(certificate) <= 100000)));
alter table app.erasures add constraint erasures_digest_check CHECK ((length(digest) = 32));
alter table app.erasures add constraint erasures_key_check CHECK (((length(key) >= 40) AND (length(key) <= 500)));
alter table app.erasures add constraint erasures_kind_check CHECK ((kind = ANY (ARRAY['person'::text, 'member'::text, 'workspace'::text])));
alter table app.erasures add constraint erasures_note_check CHECK (((length(note) >= 100) AND (length(note) <= 2000)));
alter table app.evidence add constraint evidence_pkey PRIMARY KEY (workspace_id, id);
alter table app.evidence add constraint evidence_blob_key_key UNIQUE (blob_key);
alter table app.evidence add constraint evidence_state_check CHECK ((state = ANY (ARRAY['uploading'::text, 'quarantined'::text, 'clean'::text, 'refused'::text])));
alter table app.evidence add constraint evidence_visibility_check CHECK ((visibility = ANY (ARRAY['case'::text, 'reviewers'::text])));
alter table app.evidence add constraint evidence_workspace_id_case_id_fkey FOREIGN KEY (workspace_id, case_id) REFERENCES app.cases(workspace_id, id) ON DELETE CASCADE;
alter table app.evidence add constraint evidence_workspace_id_replaces_id_fkey FOREIGN KEY (workspace_id, replaces_id) REFERENCES app.evidence(workspace_id, id) ON DELETE SET NULL (replaces_id);
alter table app.evidence add constraint evidence_workspace_id_uploader_id_fkey FOREIGN KEY (workspace_id, uploader_id) REFERENCES app.memberships(workspace_id, user_id) ON DELETE RESTRICT;
alter table app.evidence_packs add constraint evidence_packs_pkey PRIMARY KEY (id);
alter table app.evidence_packs add constraint evidence_packs_build_check CHECK ((length(build) <= 100));
alter table app.evidence_packs add constraint evidence_packs_content_check CHECK (((length(content) >= 1) AND (length(content) <= 33554432)));
alter table app.evidence_packs add constraint evidence_packs_digest_check CHECK ((length(digest) = 32));
alter table app.evidence_pieces add constraint evidence_pieces_pkey PRIMARY KEY (workspace_id, evidence_id, start);
alter table app.evidence_pieces add constraint evidence_pieces_size_check CHECK ((size > 0));
alter table app.evidence_pieces add constraint evidence_pieces_start_check CHECK ((start >= 0));
alter table app.evidence_pieces add constraint evidence_pieces_workspace_id_evidence_id_fkey FOREIGN KEY (workspace_id, evidence_id) REFERENCES app.evidence(workspace_id, id) ON DELETE CASCADE;
alter table app.export_files add constraint export_files_pkey PRIMARY KEY (workspace_id, export_id, number);
alter table app.export_files add constraint export_files_workspace_id_id_key UNIQUE (workspace_id, id);
alter table app.export_files add constraint export_files_number_check CHECK ((number > 0));
alter table app.export_files add constraint export_files_workspace_id_export_id_fkey FOREIGN KEY (workspace_id, export_id) REFERENCES app.exports(workspace_id, id) ON DELETE CASCADE;
alter table app.exports add constraint exports_pkey PRIMARY KEY (workspace_id, id);
alter table app.exports add constraint exports_files_check CHECK ((files >= 0));
alter table app.exports add constraint exports_size_check CHECK ((size >= 0));
alter table app.exports add constraint exports_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'done'::text, 'failed'::text, 'expired'::text])));
alter table app.exports add constraint exports_steps_check CHECK ((steps >= 0));
alter table app.exports add constraint exports_steps_total_check CHECK ((steps_total >= 0));
alter table app.exports add constraint exports_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES app.users(id) ON DELETE RESTRICT;
alter table app.exports add constraint exports_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES app.workspaces(id) ON DELETE CASCADE;
alter table app.factor_challenges add constraint factor_challenges_pkey PRIMARY KEY (id);
alter table app.factor_challenges add constraint factor_challenges_challenge_digest_key UNIQUE (challenge_digest);
alter table app.factor_challenges add constraint factor_challenges_purpose_check CHECK ((purpose = ANY (ARRAY['passkey_enrol'::text, 'passkey_sign_in'::text, 'passkey_step_up'::text])));
alter table app.factor_challenges add constraint factor_challenges_session_id_fkey FOREIGN KEY (session_id) REFERENCES app.sessions(id) ON DELETE CASCADE;
alter table app.factor_challenges add constraint factor_challenges_user_id_fkey FOREIGN KEY (user_id) REFERENCES app.users(id) ON DELETE CASCADE;
alter table app.gone_files add constraint gone_files_pkey PRIMARY KEY (workspace_id, blob_id);
alter table app.health_changes add constraint health_changes_pkey PRIMARY KEY (id);
alter table app.health_changes add constraint health_changes_note_check CHECK ((note ~ '^[a-z_]{1,40}$'::text));
alter table app.health_changes add constraint health_changes_part_check CHECK ((part ~ '^[a-z_]{1,40}$'::text));
alter table app.health_changes add constraint health_changes_status_check CHECK ((status = ANY (ARRAY['ok'::text, 'degraded'::text, 'down'::text, 'off'::text])));
alter table app.health_days add constraint health_days_pkey PRIMARY KEY (day, part);
alter table app.health_days add constraint health_days_part_check CHECK ((part ~ '^[a-z_]{1,40}$'::text));
alter table app.health_looks add constraint health_looks_pkey PRIMARY KEY (day);
alter table app.incident_steps add constraint incident_steps_pkey PRIMARY KEY (incident_id, number);
alter table app.incident_steps add constraint incident_steps_check CHECK (((kind = 'task'::text) = (due_at IS NOT NULL)));
alter table app.incident_steps add constraint incident_steps_check1 CHECK (((done_at IS NULL) OR (kind = 'task'::text)));
alter table app.incident_steps add constraint incident_steps_kind_check CHECK ((kind = ANY (ARRAY['task'::text, 'note'::text, 'affected'::text])));
alter table app.incident_steps add constraint incident_steps_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES app.incidents(id) ON DELETE CASCADE;
alter table app.incidents add constraint incidents_pkey PRIMARY KEY (id);
alter table app.incidents add constraint incidents_check CHECK (((state = 'closed'::text) = (closed_at IS NOT NULL)));
alter table app.incidents add constraint incidents_check1 CHECK (((kind = 'breach'::text) = (notify_by IS NOT NULL)));
alter table app.incidents add constraint incidents_kind_check CHECK ((kind = ANY (ARRAY['vulnerability'::text, 'breach'::text])));
alter table app.incidents add constraint incidents_severity_check CHECK ((severity = ANY (ARRAY['low'::text, 'medium'::text, 'high'::text, 'critical'::text])));
alter table app.incidents add constraint incidents_state_check CHECK ((state = ANY (ARRAY['open'::text, 'contained'::text, 'closed'::text])));
alter table app.incidents add constraint incidents_report_id_fkey FOREIGN KEY (report_id) REFERENCES app.vulnerability_reports(id) ON DELETE SET NULL;
alter table app.invitations add constraint invitations_pkey PRIMARY KEY (workspace_id, id);
alter table app.invitations add constraint invitations_token_digest_key UNIQUE (token_digest);
alter table app.invitations add constraint invitations_role_check CHECK ((role = ANY (ARRAY['viewer'::text, 'member'::text, 'reviewer'::text, 'manager'::text, 'admin'::text, 'owner'::text])));
alter table app.invitations add constraint invitations_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'accepted'::text, 'cancelled'::text])));
alter table app.invitations add constraint invitations_inviter_id_fkey FOREIGN KEY (inviter_id) REFERENCES app.users(id) ON DELETE RESTRICT;
alter table app.invitations add constraint invitations_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES app.workspaces(id) ON DELETE CASCADE;
alter table app.kept_replies add constraint kept_replies_pkey PRIMARY KEY (workspace_id, id);
alter table app.kept_replies add constraint kept_replies_workspace_id_user_id_key_digest_key UNIQUE (workspace_id, user_id, key_digest);
alter table app.kept_replies add constraint kept_replies_user_id_fkey FOREIGN KEY (user_id) REFERENCES app.users(id) ON DELETE CASCADE;
alter table app.kept_replies add constraint kept_replies_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES app.workspaces(id) ON DELETE CASCADE;
alter table app.log_alerts add constraint log_alerts_pkey PRIMARY KEY (workspace_id, id);
alter table app.log_alerts add constraint log_alerts_check CHECK ((by_mail OR (sealed_webhook IS NOT NULL)));
alter table app.log_alerts add constraint log_alerts_kind_check CHECK ((kind = ANY (ARRAY['export'::text, 'role-to-admin'::text, 'break-glass'::text, 'many-reads'::text, 'refused-sign-ins'::text, 'security-changed'::text])));
alter table app.log_alerts add constraint log_alerts_threshold_check CHECK (((threshold >= 1) AND (threshold <= 10000)));
alter table app.log_alerts add constraint log_alerts_window_minutes_check CHECK (((window_minutes >= 1) AND (window_minutes <= 1440)));
alter table app.log_alerts add constraint log_alerts_made_by_fkey FOREIGN KEY (made_by) REFERENCES app.users(id) ON DELETE RESTRICT;
alter table app.log_alerts add constraint log_alerts_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES app.workspaces(id) ON DELETE CASCADE;
alter table app.log_streams add constraint log_streams_pkey PRIMARY KEY (workspace_id, id);
alter table app.log_streams add constraint log_streams_failure_check CHECK ((length(failure) <= 40));
alter table app.log_streams add constraint log_streams_kind_check CHECK ((kind = ANY (ARRAY['syslog'::text, 'webhook'::text, 's3'::text])));
alter table app.log_streams add constraint log_streams_made_by_fkey FOREIGN KEY (made_by) REFERENCES app.users(id) ON DELETE RESTRICT;
alter table app.log_streams add constraint log_streams_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES app.workspaces(id) ON DELETE CASCADE;
alter table app.mailed_tokens add constraint mailed_tokens_pkey PRIMARY KEY (id);
alter table app.mailed_tokens add constraint mailed_tokens_token_digest_key UNIQUE (token_digest);
alter table app.mailed_tokens add constraint mailed_tokens_purpose_check CHECK ((purpose = ANY (ARRAY['password_reset'::text, 'email_change'::text])));
alter table app.mailed_tokens add constraint mailed_tokens_user_id_fkey FOREIGN KEY (user_id) REFERENCES app.users(id) ON DELETE CASCADE;
alter table app.memberships add constraint memberships_pkey PRIMARY KEY (workspace_id, id);
alter table app.memberships add constraint memberships_workspace_id_user_id_key UNIQUE (workspace_id, user_id);
alter table app.memberships add constraint memberships_role_check CHECK ((role = ANY (ARRAY['viewer'::text, 'member'::text, 'reviewer'::text, 'manager'::text, 'admin'::text, 'owner'::text])));
alter table app.memberships add constraint memberships_state_check CHECK ((state = ANY (ARRAY['active'::text, 'suspended'::text, 'removed'::text])));
alter table app.memberships add constraint memberships_user_id_fkey FOREIGN KEY (user_id) REFERENCES app.users(id) ON DELETE RESTRICT;
alter table app.memberships add constraint memberships_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES app.workspaces(id) ON DELETE CASCADE;
alter table app.memberships add constraint note_people TRIGGER DEFERRABLE INITIALLY DEFERRED;
alter table app.mentions add constraint mentions_pkey PRIMARY KEY (workspace_id, comment_id, user_id);
alter table app.mentions add constraint mentions_workspace_id_comment_id_fkey FOREIGN KEY (workspace_id, comment_id) REFERENCES app.comments(workspace_id, id) ON DELETE CASCADE;
alter table app.mentions add constraint mentions_workspace_id_user_id_fkey FOREIGN KEY (workspace_id, user_id) REFERENCES app.memberships(workspace_id, user_id) ON DELETE CASCADE;
alter table app.operator_tokens add constraint operator_tokens_pkey PRIMARY KEY (id);
alter table app.operator_tokens add constraint operator_tokens_token_digest_key UNIQUE (token_digest);
alter table app.operator_tokens add constraint operator_tokens_purpose_check CHECK ((purpose = 'prove'::text));
alter table app.outbox add constraint outbox_pkey PRIMARY KEY (workspace_id, id);
alter table app.outbox add constraint outbox_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES app.workspaces(id) ON DELETE CASCADE;
alter table app.passkeys add constraint passkeys_pkey PRIMARY KEY (id);
alter table app.passkeys add constraint passkeys_credential_id_key UNIQUE (credential_id);
alter table app.passkeys add constraint passkeys_credential_id_check CHECK (((length(credential_id) >= 1) AND (length(credential_id) <= 1023)));
alter table app.passkeys add constraint passkeys_public_key_check CHECK (((length(public_key) >= 16) AND (length(public_key) <= 4096)));
alter table app.passkeys add constraint passkeys_user_id_fkey FOREIGN KEY (user_id) REFERENCES app.users(id) ON DELETE CASCADE;
alter table app.passwords add constraint passwords_pkey PRIMARY KEY (user_id);
alter table app.passwords add constraint passwords_hash_check CHECK (((length(hash) >= 40) AND (length(hash) <= 200)));
alter table app.passwords add constraint passwords_user_id_fkey FOREIGN KEY (user_id) REFERENCES app.users(id) ON DELETE CASCADE;
alter table app.privacy_requests add constraint privacy_requests_pkey PRIMARY KEY (workspace_id, id);
alter table app.privacy_requests add constraint privacy_requests_workspace_id_follow_digest_key UNIQUE (workspace_id, follow_digest);
alter table app.privacy_requests add constraint privacy_requests_check CHECK (((state = ANY (ARRAY['answered'::text, 'refused'::text])) = (closed_at IS NOT NULL)));
alter table app.privacy_requests add constraint privacy_requests_check1 CHECK ((((closed_at IS NULL) = (sealed_record IS NULL)) AND ((closed_at IS NULL) = (record_digest IS NULL))));
alter table app.privacy_requests add constraint privacy_requests_follow_digest_check CHECK ((length(follow_digest) = 32));
alter table app.privacy_requests add constraint privacy_requests_kind_check CHECK ((kind = ANY (ARRAY['access'::text, 'correction'::text, 'deletion'::text, 'portability'::text, 'opt_out'::text, 'objection'::text])));
alter table app.privacy_requests add constraint privacy_requests_law_check CHECK ((law = ANY (ARRAY['gdpr'::text, 'ccpa'::text])));
alter table app.privacy_requests add constraint privacy_requests_record_digest_check CHECK ((length(record_digest) = 32));
alter table app.privacy_requests add constraint privacy_requests_state_check CHECK ((state = ANY (ARRAY['received'::text, 'identity_checked'::text, 'in_progress'::text, 'answered'::text, 'refused'::text])));
alter table app.privacy_requests add constraint privacy_requests_handler_id_fkey FOREIGN KEY (handler_id) REFERENCES app.users(id) ON DELETE RESTRICT;
alter table app.privacy_requests add constraint privacy_requests_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES app.workspaces(id) ON DELETE CASCADE;
alter table app.probe_mails add constraint probe_mails_pkey PRIMARY KEY (id);
alter table app.probe_mails add constraint probe_mails_world_id_fkey FOREIGN KEY (world_id) REFERENCES app.probe_worlds(id) ON DELETE CASCADE;
alter table app.probe_worlds add constraint probe_worlds_pkey PRIMARY KEY (id);
alter table app.proof_runs add constraint proof_runs_pkey PRIMARY KEY (id);
alter table app.proof_runs add constraint proof_runs_build_check CHECK ((length(build) <= 100));
alter table app.rate_windows add constraint rate_windows_pkey PRIMARY KEY (class, key, window_start);
alter table app.rate_windows add constraint rate_windows_class_check CHECK (((length(class) >= 1) AND (length(class) <= 40)));
alter table app.rate_windows add constraint rate_windows_key_check CHECK ((length(key) = 32));
alter table app.rate_windows add constraint rate_windows_last_grant_check CHECK ((last_grant >= 0));
alter table app.rate_windows add constraint rate_windows_used_check CHECK ((used >= 0));
alter table app.recovery_kits add constraint recovery_kits_pkey PRIMARY KEY (id);
alter table app.recovery_kits add constraint recovery_kits_public_key_check CHECK ((length(public_key) = 32));
alter table app.recovery_kits add constraint recovery_kits_word_digest_check CHECK ((length(word_digest) = 32));
alter table app.red_days add constraint red_days_pkey PRIMARY KEY (claim_id, day);
alter table app.red_days add constraint red_days_claim_id_check CHECK ((claim_id ~ '^[A-Z]{2,4}-[0-9]{2,3}$'::text));
alter table app.retention_rules add constraint retention_rules_pkey PRIMARY KEY (workspace_id, class, case_type);
alter table app.retention_rules add constraint retention_rules_case_type_check CHECK ((length(case_type) <= 60));
alter table app.retention_rules add constraint retention_rules_class_check CHECK ((class = ANY (ARRAY['cases'::text, 'drafts'::text, 'files'::text, 'comments'::text, 'contacts'::text])));
alter table app.retention_rules add constraint retention_rules_contacts_have_no_type CHECK (((class <> 'contacts'::text) OR (case_type = ''::text)));
alter table app.retention_rules add constraint retention_rules_days_check CHECK (((days >= 1) AND (days <= 36500)));
alter table app.retention_rules add constraint retention_rules_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES app.workspaces(id) ON DELETE CASCADE;
alter table app.review_decisions add constraint review_decisions_pkey PRIMARY KEY (workspace_id, round_id, reviewer_id);
alter table app.review_decisions add constraint review_decisions_decision_check CHECK ((decision = ANY (ARRAY['approve'::text, 'revision'::text, 'reject'::text])));
alter table app.review_decisions add constraint review_decisions_workspace_id_reviewer_id_fkey FOREIGN KEY (workspace_id, reviewer_id) REFERENCES app.memberships(workspace_id, user_id) ON DELETE RESTRICT;
alter table app.review_decisions add constraint review_decisions_workspace_id_round_id_fkey FOREIGN KEY (workspace_id, round_id) REFERENCES app.review_rounds(workspace_id, id) ON DELETE CASCADE;
alter table app.review_rounds add constraint review_rounds_pkey PRIMARY KEY (workspace_id, id);
alter table app.review_rounds add constraint review_rounds_rule_mode_check CHECK ((rule_mode = ANY (ARRAY['off'::text, 'any'::text, 'all'::text, 'count'::text])));
alter table app.review_rounds add constraint review_rounds_state_check CHECK ((state = ANY (ARRAY['open'::text, 'approved'::text, 'revision_needed'::text, 'rejected'::text, 'withdrawn'::text])));
alter table app.review_rounds add constraint review_rounds_workspace_id_case_id_fkey FOREIGN KEY (workspace_id, case_id) REFERENCES app.cases(workspace_id, id) ON DELETE CASCADE;
alter table app.saved_views add constraint saved_views_pkey PRIMARY KEY (workspace_id, id);
alter table app.saved_views add constraint saved_views_user_id_fkey FOREIGN KEY (user_id) REFERENCES app.users(id) ON DELETE CASCADE;
alter table app.saved_views add constraint saved_views_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES app.workspaces(id) ON DELETE CASCADE;
alter table app.scim_directories add constraint scim_directories_pkey PRIMARY KEY (workspace_id);
alter table app.scim_directories add constraint scim_directories_id_key UNIQUE (id);
alter table app.scim_directories add constraint scim_directories_default_role_check CHECK ((default_role = ANY (ARRAY['viewer'::text, 'member'::text, 'reviewer'::text, 'manager'::text, 'admin'::text])));
alter table app.scim_directories add constraint scim_directories_created_by_fkey FOREIGN KEY (created_by) REFERENCES app.users(id) ON DELETE SET NULL;
alter table app.scim_directories add constraint scim_directories_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES app.workspaces(id) ON DELETE CASCADE;
alter table app.scim_group_members add constraint scim_group_members_pkey PRIMARY KEY (workspace_id, group_id, membership_id);
alter table app.scim_group_members add constraint scim_group_members_workspace_id_group_id_fkey FOREIGN KEY (workspace_id, group_id) REFERENCES app.scim_groups(workspace_id, id) ON DELETE CASCADE;
alter table app.scim_group_members add constraint scim_group_members_workspace_id_membership_id_fkey FOREIGN KEY (workspace_id, membership_id) REFERENCES app.memberships(workspace_id, id) ON DELETE CASCADE;
alter table app.scim_groups add constraint scim_groups_pkey PRIMARY KEY (workspace_id, id);
alter table app.scim_groups add constraint scim_groups_workspace_id_name_digest_key UNIQUE (workspace_id, name_digest);
alter table app.scim_groups add constraint scim_groups_external_id_digest_check CHECK ((length(external_id_digest) = 32));
alter table app.scim_groups add constraint scim_groups_name_digest_check CHECK ((length(name_digest) = 32));
alter table app.scim_groups add constraint scim_groups_role_check CHECK ((role = ANY (ARRAY['viewer'::text, 'member'::text, 'reviewer'::text, 'manager'::text, 'admin'::text])));
alter table app.scim_groups add constraint scim_groups_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES app.scim_directories(workspace_id) ON DELETE CASCADE;
alter table app.scim_tokens add constraint scim_tokens_pkey PRIMARY KEY (workspace_id, id);
alter table app.scim_tokens add constraint scim_tokens_pass_id_key UNIQUE (pass_id);
alter table app.scim_tokens add constraint scim_tokens_public_id_key UNIQUE (public_id);
alter table app.scim_tokens add constraint scim_tokens_check CHECK ((expires_at <= (created_at + '366 days'::interval)));
alter table app.scim_tokens add constraint scim_tokens_public_id_check CHECK ((public_id ~ '^[0-9A-Za-z]{12,24}$'::text));
alter table app.scim_tokens add constraint scim_tokens_reminded_days_check CHECK ((reminded_days = ANY (ARRAY[1, 7, 30])));
alter table app.scim_tokens add constraint scim_tokens_secret_hash_check CHECK (((length(secret_hash) >= 40) AND (length(secret_hash) <= 200)));
alter table app.scim_tokens add constraint scim_tokens_created_by_fkey FOREIGN KEY (created_by) REFERENCES app.users(id) ON DELETE SET NULL;
alter table app.scim_tokens add constraint scim_tokens_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES app.scim_directories(workspace_id) ON DELETE CASCADE;
alter table app.scim_users add constraint scim_users_pkey PRIMARY KEY (workspace_id, membership_id);
alter table app.scim_users add constraint scim_users_workspace_id_user_name_digest_key UNIQUE (workspace_id, user_name_digest);
alter table app.scim_users add constraint scim_users_external_id_digest_check CHECK ((length(external_id_digest) = 32));
alter table app.scim_users add constraint scim_users_user_name_digest_check CHECK ((length(user_name_digest) = 32));
alter table app.scim_users add constraint scim_users_workspace_id_membership_id_fkey FOREIGN KEY (workspace_id, membership_id) REFERENCES app.memberships(workspace_id, id) ON DELETE CASCADE;
alter table app.search_docs add constraint search_docs_pkey PRIMARY KEY (workspace_id, source_kind, source_id);
alter table app.search_docs add constraint search_docs_source_kind_check CHECK ((source_kind = ANY (ARRAY['case'::text, 'comment'::text, 'evidence'::text])));
alter table app.search_docs add constraint search_docs_workspace_id_case_id_fkey FOREIGN KEY (workspace_id, case_id) REFERENCES app.cases(workspace_id, id) ON DELETE CASCADE;
alter table app.sessions add constraint sessions_pkey PRIMARY KEY (id);
alter table app.sessions add constraint sessions_first_factor_check CHECK ((first_factor = ANY (ARRAY['code'::text, 'password'::text, 'passkey'::text, 'saml'::text, 'oidc'::text, 'setup'::text])));
alter table app.sessions add constraint sessions_second_factor_check CHECK ((second_factor = ANY (ARRAY['totp'::text, 'backup_code'::text, 'passkey'::text, 'code'::text])));
alter table app.sessions add constraint sessions_stage_check CHECK ((stage = ANY (ARRAY['full'::text, 'second_factor'::text, 'change_password'::text])));
alter table app.sessions add constraint sessions_sso_workspace_id_fkey FOREIGN KEY (sso_workspace_id) REFERENCES app.workspaces(id) ON DELETE CASCADE;
alter table app.sessions add constraint sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES app.users(id) ON DELETE CASCADE;
alter table app.setup_links add constraint setup_links_pkey PRIMARY KEY (id);
alter table app.setup_links add constraint setup_links_token_digest_key UNIQUE (token_digest);
alter table app.sign_in_codes add constraint sign_in_codes_pkey PRIMARY KEY (id);
alter table app.sign_in_codes add constraint sign_in_codes_purpose_check CHECK ((purpose = 'sign_in'::text));
alter table app.signed_records add constraint signed_records_pkey PRIMARY KEY (workspace_id, id);
alter table app.signed_records add constraint signed_records_digest_check CHECK ((length(digest) = 32));
alter table app.signed_records add constraint signed_records_key_check CHECK (((length(key) >= 40) AND (length(key) <= 500)));
alter table app.signed_records add constraint signed_records_kind_check CHECK ((kind = ANY (ARRAY['departure'::text, 'access_review'::text, 'agreement'::text, 'privacy_request'::text])));
alter table app.signed_records add constraint signed_records_note_check CHECK (((length(note) >= 100) AND (length(note) <= 2000)));
alter table app.signed_records add constraint signed_records_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES app.workspaces(id) ON DELETE CASCADE;
alter table app.sso_connections add constraint sso_connections_pkey PRIMARY KEY (workspace_id, id);
alter table app.sso_connections add constraint sso_connections_id_key UNIQUE (id);
alter table app.sso_connections add constraint sso_connections_join_role_check CHECK ((join_role = ANY (ARRAY['viewer'::text, 'member'::text, 'reviewer'::text, 'manager'::text, 'admin'::text])));
alter table app.sso_connections add constraint sso_connections_kind_check CHECK ((kind = ANY (ARRAY['saml'::text, 'oidc'::text])));
alter table app.sso_connections add constraint sso_connections_created_by_fkey FOREIGN KEY (created_by) REFERENCES app.users(id) ON DELETE RESTRICT;
alter table app.sso_connections add constraint sso_connections_tested_by_fkey FOREIGN KEY (tested_by) REFERENCES app.users(id) ON DELETE SET NULL;
alter table app.sso_connections add constraint sso_connections_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES app.workspaces(id) ON DELETE CASCADE;
alter table app.sso_domains add constraint sso_domains_pkey PRIMARY KEY (workspace_id, id);
alter table app.sso_domains add constraint sso_domains_workspace_id_domain_key UNIQUE (workspace_id, domain);
alter table app.sso_domains add constraint sso_domains_check CHECK (((verified_at IS NULL) = (verified_by IS NULL)));
alter table app.sso_domains add constraint sso_domains_domain_check CHECK (((domain ~ '^[a-z0-9](?:[a-z0-9.-]{0,251})[a-z0-9]$'::text) AND (domain ~~ '%.%'::text)));
alter table app.sso_domains add constraint sso_domains_verified_by_check CHECK ((verified_by = ANY (ARRAY['dns'::text, 'operator'::text])));
alter table app.sso_domains add constraint sso_domains_created_by_fkey FOREIGN KEY (created_by) REFERENCES app.users(id) ON DELETE SET NULL;
alter table app.sso_domains add constraint sso_domains_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES app.workspaces(id) ON DELETE CASCADE;
alter table app.sso_people add constraint sso_people_pkey PRIMARY KEY (workspace_id, connection_id, user_id);
alter table app.sso_people add constraint sso_people_user_id_fkey FOREIGN KEY (user_id) REFERENCES app.users(id) ON DELETE CASCADE;
alter table app.sso_people add constraint sso_people_workspace_id_connection_id_fkey FOREIGN KEY (workspace_id, connection_id) REFERENCES app.sso_connections(workspace_id, id) ON DELETE CASCADE;
alter table app.sso_people add constraint sso_people_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES app.workspaces(id) ON DELETE CASCADE;
alter table app.sso_sessions add constraint sso_sessions_pkey PRIMARY KEY (workspace_id, session_id);
alter table app.sso_sessions add constraint sso_sessions_session_id_key UNIQUE (session_id);
alter table app.sso_sessions add constraint sso_sessions_session_id_fkey FOREIGN KEY (session_id) REFERENCES app.sessions(id) ON DELETE CASCADE;
alter table app.sso_sessions add constraint sso_sessions_workspace_id_connection_id_fkey FOREIGN KEY (workspace_id, connection_id) REFERENCES app.sso_connections(workspace_id, id) ON DELETE CASCADE;
alter table app.sso_sessions add constraint sso_sessions_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES app.workspaces(id) ON DELETE CASCADE;
alter table app.sso_sign_ins add constraint sso_sign_ins_pkey PRIMARY KEY (workspace_id, id);
alter table app.sso_sign_ins add constraint sso_sign_ins_arrival_digest_key UNIQUE (arrival_digest);
alter table app.sso_sign_ins add constraint sso_sign_ins_id_key UNIQUE (id);
alter table app.sso_sign_ins add constraint sso_sign_ins_purpose_check CHECK ((purpose = ANY (ARRAY['sign_in'::text, 'test'::text])));
alter table app.sso_sign_ins add constraint sso_sign_ins_user_id_fkey FOREIGN KEY (user_id) REFERENCES app.users(id) ON DELETE CASCADE;
alter table app.sso_sign_ins add constraint sso_sign_ins_workspace_id_connection_id_fkey FOREIGN KEY (workspace_id, connection_id) REFERENCES app.sso_connections(workspace_id, id) ON DELETE CASCADE;
alter table app.sso_sign_ins add constraint sso_sign_ins_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES app.workspaces(id) ON DELETE CASCADE;
alter table app.sso_spent add constraint sso_spent_pkey PRIMARY KEY (workspace_id, connection_id, digest);
alter table app.sso_spent add constraint sso_spent_workspace_id_connection_id_fkey FOREIGN KEY (workspace_id, connection_id) REFERENCES app.sso_connections(workspace_id, id) ON DELETE CASCADE;
alter table app.sso_spent add constraint sso_spent_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES app.workspaces(id) ON DELETE CASCADE;
alter table app.status_notes add constraint status_notes_pkey PRIMARY KEY (id);
alter table app.status_notes add constraint status_notes_said_check CHECK (((length(said) >= 1) AND (length(said) <= 2000)));
alter table app.status_notes add constraint status_notes_state_check CHECK ((state = ANY (ARRAY['investigating'::text, 'identified'::text, 'watching'::text, 'resolved'::text, 'planned'::text])));
alter table app.system_keys add constraint system_keys_pkey PRIMARY KEY (purpose, version);
alter table app.system_keys add constraint system_keys_purpose_check CHECK ((purpose = ANY (ARRAY['seal'::text, 'index'::text])));
alter table app.tags add constraint tags_pkey PRIMARY KEY (workspace_id, id);
alter table app.tags add constraint tags_workspace_id_name_digest_key UNIQUE (workspace_id, name_digest);
alter table app.tags add constraint tags_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES app.workspaces(id) ON DELETE CASCADE;
alter table app.templates add constraint templates_pkey PRIMARY KEY (workspace_id, id);
alter table app.templates add constraint templates_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES app.workspaces(id) ON DELETE CASCADE;
alter table app.totp_secrets add constraint totp_secrets_pkey PRIMARY KEY (user_id);
alter table app.totp_secrets add constraint totp_secrets_user_id_fkey FOREIGN KEY (user_id) REFERENCES app.users(id) ON DELETE CASCADE;
alter table app.users add constraint users_pkey PRIMARY KEY (id);
alter table app.users add constraint users_email_digest_key UNIQUE (email_digest);
alter table app.vulnerability_reports add constraint vulnerability_reports_pkey PRIMARY KEY (id);
alter table app.vulnerability_reports add constraint vulnerability_reports_follow_digest_key UNIQUE (follow_digest);
alter table app.vulnerability_reports add constraint vulnerability_reports_check CHECK (((credit IS NULL) OR (wants_credit AND (closed_at IS NOT NULL))));
alter table app.vulnerability_reports add constraint vulnerability_reports_check1 CHECK (((state = ANY (ARRAY['mended'::text, 'declined'::text])) = (closed_at IS NOT NULL)));
alter table app.vulnerability_reports add constraint vulnerability_reports_credit_check CHECK (((length(credit) >= 1) AND (length(credit) <= 120)));
alter table app.vulnerability_reports add constraint vulnerability_reports_follow_digest_check CHECK ((length(follow_digest) = 32));
alter table app.vulnerability_reports add constraint vulnerability_reports_severity_check CHECK ((severity = ANY (ARRAY['low'::text, 'medium'::text, 'high'::text, 'critical'::text])));
alter table app.vulnerability_reports add constraint vulnerability_reports_state_check CHECK ((state = ANY (ARRAY['received'::text, 'acknowledged'::text, 'confirmed'::text, 'mended'::text, 'declined'::text])));
alter table app.witnessed_logs add constraint witnessed_logs_pkey PRIMARY KEY (origin);
alter table app.witnessed_logs add constraint witnessed_logs_note_check CHECK ((length(note) <= 10000));
alter table app.witnessed_logs add constraint witnessed_logs_origin_check CHECK ((length(origin) <= 300));
alter table app.witnessed_logs add constraint witnessed_logs_root_check CHECK ((length(root) = 32));
alter table app.witnessed_logs add constraint witnessed_logs_size_check CHECK ((size >= 0));
alter table app.workspace_keys add constraint workspace_keys_pkey PRIMARY KEY (workspace_id, purpose, version);
alter table app.workspace_keys add constraint workspace_keys_purpose_check CHECK ((purpose = ANY (ARRAY['seal'::text, 'index'::text])));
alter table app.workspace_keys add constraint workspace_keys_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES app.workspaces(id) ON DELETE CASCADE;
alter table app.workspaces add constraint workspaces_pkey PRIMARY KEY (id);
alter table app.workspaces add constraint workspaces_evidence_quota_check CHECK ((evidence_quota >= 0));
alter table app.workspaces add constraint workspaces_ip_ranges_check CHECK (((cardinality(ip_ranges) >= 1) AND (cardinality(ip_ranges) <= 200)));
alter table app.workspaces add constraint workspaces_preset_check CHECK ((preset = ANY (ARRAY['knowledge'::text, 'legal'::text, 'agency'::text])));
alter table app.workspaces add constraint workspaces_sign_in_methods_check CHECK (((sign_in_methods <@ ARRAY['code'::text, 'password'::text, 'passkey'::text, 'saml'::text, 'oidc'::text]) AND (cardinality(sign_in_methods) > 0)));
alter table app.workspaces add constraint workspaces_state_check CHECK ((state = ANY (ARRAY['active'::text, 'scheduled_for_deletion'::text, 'purged'::text])));
alter table public.caseward_migrations add constraint caseward_migrations_pkey PRIMARY KEY (number);

-- Indexes

CREATE INDEX access_reviews_newest ON app.access_reviews USING btree (workspace_id, opened_at DESC);
CREATE UNIQUE INDEX access_reviews_open ON app.access_reviews USING btree (workspace_id) WHERE (closed_at IS NULL);
CREATE INDEX activities_case ON app.activities USING btree (workspace_id, case_id, at DESC, id);
CREATE INDEX agreements_newest ON app.agreements USING btree (workspace_id, accepted_at DESC);
CREATE INDEX agreements_user ON app.agreements USING btree (accepted_by);
CREATE INDEX alert_deliveries_due ON app.alert_deliveries USING btree (next_try_at) WHERE (state = 'waiting'::text);
CREATE INDEX alert_deliveries_newest ON app.alert_deliveries USING btree (workspace_id, made_at DESC);
CREATE INDEX api_tokens_expiry ON app.api_tokens USING btree (expires_at) WHERE (revoked_at IS NULL);
CREATE INDEX api_tokens_maker ON app.api_tokens USING btree (maker_id) WHERE (revoked_at IS NULL);
CREATE INDEX attack_rounds_incident ON app.attack_rounds USING btree (incident_id) WHERE (incident_id IS NOT NULL);
CREATE INDEX attack_rounds_started ON app.attack_rounds USING btree (started_at DESC);
CREATE INDEX audit_entries_at ON app.audit_entries USING btree (at, id);
CREATE INDEX audit_entries_target ON app.audit_entries USING btree (workspace_id, target_id, at DESC);
CREATE INDEX audit_entries_token ON app.audit_entries USING btree (workspace_id, session_id, at DESC) WHERE (actor_kind = 'token'::text);
CREATE INDEX audit_entries_workspace ON app.audit_entries USING btree (workspace_id, at DESC, id);
CREATE UNIQUE INDEX audit_signing_keys_number ON app.audit_signing_keys USING btree (number);
CREATE INDEX backups_newest ON app.backups USING btree (taken_at DESC);
CREATE INDEX break_glass_untold ON app.break_glass_uses USING btree (at) WHERE (told_at IS NULL);
CREATE INDEX case_grants_user ON app.case_grants USING btree (workspace_id, user_id, case_id);
CREATE UNIQUE INDEX case_import_rows_of_case ON app.case_import_rows USING btree (workspace_id, case_id) WHERE (case_id IS NOT NULL);
CREATE INDEX case_imports_age ON app.case_imports USING btree (asked_at) WHERE (received > 0);
CREATE INDEX case_imports_newest ON app.case_imports USING btree (workspace_id, made_by, asked_at DESC);
CREATE INDEX case_imports_waiting ON app.case_imports USING btree (beat_at) WHERE (state = ANY (ARRAY['queued'::text, 'running'::text, 'undoing'::text]));
CREATE INDEX case_links_other ON app.case_links USING btree (workspace_id, other_id);
CREATE INDEX case_staff_user ON app.case_staff USING btree (workspace_id, user_id, case_id);
CREATE INDEX case_tags_tag ON app.case_tags USING btree (workspace_id, tag_id, case_id);
CREATE INDEX cases_created ON app.cases USING btree (workspace_id, created_at DESC, id DESC);
CREATE INDEX cases_due ON app.cases USING btree (workspace_id, due_at) WHERE (due_at IS NOT NULL);
CREATE INDEX cases_owner ON app.cases USING btree (workspace_id, owner_id, created_at DESC, id DESC);
CREATE INDEX cases_revision ON app.cases USING btree (workspace_id, owner_id) WHERE revision_needed;
CREATE INDEX cases_state ON app.cases USING btree (workspace_id, state, created_at DESC, id DESC);
CREATE INDEX cases_updated ON app.cases USING btree (workspace_id, updated_at DESC, id DESC);
CREATE INDEX comments_case ON app.comments USING btree (workspace_id, case_id, created_at, id);
CREATE INDEX contact_consents_newest ON app.contact_consents USING btree (workspace_id, contact_id, noted_at DESC, id);
CREATE INDEX contact_consents_noted ON app.contact_consents USING btree (noted_by);
CREATE INDEX contact_holds_newest ON app.contact_holds USING btree (workspace_id, contact_id, noted_at DESC, id);
CREATE INDEX contact_holds_noted ON app.contact_holds USING btree (noted_by);
CREATE INDEX contact_words_contact ON app.contact_words USING btree (workspace_id, contact_id);
CREATE INDEX contacts_held ON app.contacts USING btree (workspace_id, owner_id) WHERE legal_hold;
CREATE INDEX contacts_newest ON app.contacts USING btree (workspace_id, state, created_at DESC, id DESC);
CREATE INDEX contacts_noted ON app.contacts USING btree (do_not_sell_by) WHERE (do_not_sell_by IS NOT NULL);
CREATE INDEX contacts_owner ON app.contacts USING btree (owner_id);
CREATE INDEX departures_user ON app.departures USING btree (workspace_id, user_id, done_at DESC);
CREATE INDEX dns_reviews_at ON app.dns_reviews USING btree (at DESC);
CREATE INDEX drills_newest ON app.drills USING btree (started_at DESC);
CREATE INDEX erasures_of_workspaces ON app.erasures USING btree (subject_id) WHERE (kind = 'workspace'::text);
CREATE INDEX erasures_waiting ON app.erasures USING btree (done_at) WHERE (note IS NULL);
CREATE INDEX evidence_case ON app.evidence USING btree (workspace_id, case_id, created_at, id);
CREATE INDEX evidence_packs_made ON app.evidence_packs USING btree (made_at DESC);
CREATE INDEX exports_newest ON app.exports USING btree (workspace_id, requested_at DESC);
CREATE UNIQUE INDEX exports_under_way ON app.exports USING btree (workspace_id) WHERE (state = ANY (ARRAY['queued'::text, 'running'::text]));
CREATE INDEX exports_waiting ON app.exports USING btree (beat_at) WHERE (state = ANY (ARRAY['queued'::text, 'running'::text]));
CREATE INDEX factor_challenges_expiry ON app.factor_challenges USING btree (expires_at);
CREATE INDEX factor_challenges_session ON app.factor_challenges USING btree (session_id);
CREATE INDEX health_changes_part ON app.health_changes USING btree (part, id DESC);
CREATE UNIQUE INDEX incidents_report ON app.incidents USING btree (report_id) WHERE (report_id IS NOT NULL);
CREATE INDEX invitations_email ON app.invitations USING btree (email_digest);
CREATE INDEX kept_replies_expires ON app.kept_replies USING btree (expires_at);
CREATE INDEX kept_replies_user ON app.kept_replies USING btree (user_id);
CREATE INDEX mailed_tokens_expiry ON app.mailed_tokens USING btree (expires_at);
CREATE INDEX mailed_tokens_user ON app.mailed_tokens USING btree (user_id, purpose, created_at DESC);
CREATE INDEX memberships_user ON app.memberships USING btree (user_id);
CREATE INDEX mentions_user ON app.mentions USING btree (workspace_id, user_id, created_at DESC);
CREATE INDEX outbox_created ON app.outbox USING btree (created_at);
CREATE INDEX passkeys_user ON app.passkeys USING btree (user_id, created_at);
CREATE INDEX privacy_requests_handler ON app.privacy_requests USING btree (handler_id);
CREATE INDEX privacy_requests_open ON app.privacy_requests USING btree (workspace_id, due_at) WHERE (closed_at IS NULL);
CREATE INDEX probe_mails_world ON app.probe_mails USING btree (world_id, at);
CREATE INDEX proof_runs_at ON app.proof_runs USING btree (at DESC);
CREATE INDEX rate_windows_ends ON app.rate_windows USING btree (ends_at);
CREATE INDEX review_decisions_reviewer ON app.review_decisions USING btree (workspace_id, reviewer_id, decided_at);
CREATE UNIQUE INDEX review_rounds_one_open ON app.review_rounds USING btree (workspace_id, case_id) WHERE (state = 'open'::text);
CREATE INDEX scim_group_members_member ON app.scim_group_members USING btree (workspace_id, membership_id);
CREATE INDEX scim_groups_external ON app.scim_groups USING btree (workspace_id, external_id_digest);
CREATE INDEX scim_users_external ON app.scim_users USING btree (workspace_id, external_id_digest);
CREATE INDEX search_docs_case ON app.search_docs USING btree (workspace_id, case_id);
CREATE INDEX search_docs_parts ON app.search_docs USING btree (workspace_id, case_id) WHERE (source_kind <> 'case'::text);
CREATE INDEX search_docs_tokens ON app.search_docs USING gin (tokens);
CREATE INDEX sessions_sso ON app.sessions USING btree (sso_workspace_id) WHERE ((sso_workspace_id IS NOT NULL) AND (ended_at IS NULL));
CREATE INDEX sessions_user ON app.sessions USING btree (user_id, last_seen_at) WHERE (ended_at IS NULL);
CREATE INDEX sign_in_codes_email ON app.sign_in_codes USING btree (email_digest, created_at DESC);
CREATE INDEX sign_in_tries_key ON app.sign_in_tries USING btree (key, at);
CREATE INDEX signed_records_waiting ON app.signed_records USING btree (made_at) WHERE (note IS NULL);
CREATE UNIQUE INDEX sso_connections_active ON app.sso_connections USING btree (workspace_id) WHERE active;
CREATE INDEX sso_domains_verified ON app.sso_domains USING btree (domain) WHERE (verified_at IS NOT NULL);
CREATE INDEX sso_sessions_subject ON app.sso_sessions USING btree (connection_id, subject_digest);
CREATE INDEX sso_sign_ins_created ON app.sso_sign_ins USING btree (created_at);
CREATE INDEX sso_spent_at ON app.sso_spent USING btree (spent_at);
CREATE INDEX status_notes_at ON app.status_notes USING btree (at DESC);
CREATE INDEX vulnerability_reports_open ON app.vulnerability_reports USING btree (received_at) WHERE (closed_at IS NULL);

-- Triggers

CREATE TRIGGER keep_held BEFORE DELETE ON app.activities FOR EACH ROW EXECUTE FUNCTION app.keep_held();
CREATE TRIGGER note_access_change AFTER UPDATE OF revoked_at ON app.api_tokens FOR EACH ROW WHEN (((old.revoked_at IS NULL) AND (new.revoked_at IS NOT NULL))) EXECUTE FUNCTION app.note_access_change('maker_id');
CREATE TRIGGER note_access_change AFTER DELETE ON app.case_grants FOR EACH ROW EXECUTE FUNCTION app.note_access_change('user_id');
CREATE TRIGGER note_added AFTER INSERT ON app.case_grants REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.note_grants();
CREATE TRIGGER note_removed AFTER DELETE ON app.case_grants REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.note_grants();
CREATE TRIGGER note_added AFTER INSERT ON app.case_staff REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.note_staff();
CREATE TRIGGER note_changed AFTER UPDATE ON app.case_staff REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.note_staff();
CREATE TRIGGER note_removed AFTER DELETE ON app.case_staff REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.note_staff();
CREATE TRIGGER admins_hold BEFORE UPDATE OF legal_hold ON app.cases FOR EACH ROW WHEN ((old.legal_hold IS DISTINCT FROM new.legal_hold)) EXECUTE FUNCTION app.admins_hold();
CREATE TRIGGER keep_held BEFORE DELETE ON app.cases FOR EACH ROW EXECUTE FUNCTION app.keep_held();
CREATE TRIGGER keep_held BEFORE DELETE ON app.comments FOR EACH ROW EXECUTE FUNCTION app.keep_held();
CREATE TRIGGER keep_held_words BEFORE UPDATE OF deleted_at ON app.comments FOR EACH ROW WHEN (((old.deleted_at IS NULL) AND (new.deleted_at IS NOT NULL))) EXECUTE FUNCTION app.keep_held();
CREATE TRIGGER keep_held BEFORE DELETE ON app.contact_consents FOR EACH ROW EXECUTE FUNCTION app.keep_held_contact();
CREATE TRIGGER keep_held BEFORE DELETE ON app.contact_holds FOR EACH ROW EXECUTE FUNCTION app.keep_held_contact();
CREATE TRIGGER admins_hold BEFORE UPDATE OF legal_hold ON app.contacts FOR EACH ROW WHEN ((old.legal_hold IS DISTINCT FROM new.legal_hold)) EXECUTE FUNCTION app.admins_hold();
CREATE TRIGGER changed BEFORE UPDATE ON app.contacts FOR EACH ROW WHEN ((old.version <> new.version)) EXECUTE FUNCTION app.note_contact_change();
CREATE TRIGGER keep_held BEFORE DELETE ON app.contacts FOR EACH ROW EXECUTE FUNCTION app.keep_held_contact();
CREATE TRIGGER keep_held BEFORE DELETE ON app.evidence FOR EACH ROW EXECUTE FUNCTION app.keep_held();
CREATE TRIGGER keep_held_file BEFORE UPDATE OF deleted_at ON app.evidence FOR EACH ROW WHEN (((old.deleted_at IS NULL) AND (new.deleted_at IS NOT NULL) AND (old.state = 'clean'::text))) EXECUTE FUNCTION app.keep_held();
CREATE TRIGGER note_deleted AFTER UPDATE OF deleted_at ON app.evidence FOR EACH ROW WHEN (((old.deleted_at IS NULL) AND (new.deleted_at IS NOT NULL))) EXECUTE FUNCTION app.note_gone_file();
CREATE TRIGGER note_gone AFTER DELETE ON app.evidence FOR EACH ROW EXECUTE FUNCTION app.note_gone_file();
CREATE TRIGGER note_replaced AFTER UPDATE OF blob_key ON app.evidence FOR EACH ROW WHEN ((old.blob_key IS DISTINCT FROM new.blob_key)) EXECUTE FUNCTION app.note_gone_file();
CREATE TRIGGER note_gone AFTER DELETE ON app.evidence_pieces FOR EACH ROW EXECUTE FUNCTION app.note_gone_file();
CREATE TRIGGER note_gone AFTER DELETE ON app.export_files FOR EACH ROW EXECUTE FUNCTION app.note_gone_file();
CREATE TRIGGER loosen_scim_tie AFTER UPDATE OF state ON app.memberships FOR EACH ROW WHEN ((old.state IS DISTINCT FROM new.state)) EXECUTE FUNCTION app.loosen_scim_tie();
CREATE TRIGGER note_access_change AFTER UPDATE OF state, role, assigned_only ON app.memberships FOR EACH ROW WHEN (((old.state IS DISTINCT FROM new.state) OR (old.role IS DISTINCT FROM new.role) OR (old.assigned_only IS DISTINCT FROM new.assigned_only))) EXECUTE FUNCTION app.note_access_change('user_id');
CREATE TRIGGER note_admin_since BEFORE INSERT OR UPDATE OF role ON app.memberships FOR EACH ROW EXECUTE FUNCTION app.note_admin_since();
CREATE CONSTRAINT TRIGGER note_people AFTER INSERT OR UPDATE OF sealed_profile ON app.memberships DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.note_people();
CREATE TRIGGER shorten_private_sessions AFTER INSERT OR UPDATE OF state ON app.memberships FOR EACH ROW WHEN ((new.state = 'active'::text)) EXECUTE FUNCTION app.shorten_private_sessions();
CREATE TRIGGER keep_decider BEFORE UPDATE OF reviewer_id ON app.review_decisions FOR EACH ROW WHEN ((old.reviewer_id IS DISTINCT FROM new.reviewer_id)) EXECUTE FUNCTION app.keep_decider();
CREATE TRIGGER keep_held BEFORE DELETE ON app.review_decisions FOR EACH ROW EXECUTE FUNCTION app.keep_held();
CREATE TRIGGER keep_held BEFORE DELETE ON app.review_rounds FOR EACH ROW EXECUTE FUNCTION app.keep_held();
CREATE TRIGGER note_moved AFTER UPDATE ON app.review_rounds REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.note_open_round();
CREATE TRIGGER note_opened AFTER INSERT ON app.review_rounds REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.note_open_round();
CREATE TRIGGER note_removed AFTER DELETE ON app.review_rounds REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.note_open_round();
CREATE TRIGGER ask_for_new_password BEFORE INSERT ON app.sessions FOR EACH ROW EXECUTE FUNCTION app.ask_for_new_password();
CREATE TRIGGER note_access_change AFTER UPDATE OF ended_at ON app.sessions FOR EACH ROW WHEN (((old.ended_at IS NULL) AND (new.ended_at IS NOT NULL) AND (old.stage = 'full'::text))) EXECUTE FUNCTION app.note_access_change('user_id');
CREATE TRIGGER note_access_change AFTER UPDATE OF disabled_at ON app.users FOR EACH ROW WHEN ((old.disabled_at IS DISTINCT FROM new.disabled_at)) EXECUTE FUNCTION app.note_access_change('id');
CREATE TRIGGER note_access_change AFTER UPDATE OF state, ip_ranges, strong_factor_from, sso_enforced, sign_in_methods ON app.workspaces FOR EACH ROW WHEN (((old.state IS DISTINCT FROM new.state) OR (old.ip_ranges IS DISTINCT FROM new.ip_ranges) OR (old.strong_factor_from IS DISTINCT FROM new.strong_factor_from) OR (old.sso_enforced IS DISTINCT FROM new.sso_enforced) OR (old.sign_in_methods IS DISTINCT FROM new.sign_in_methods))) EXECUTE FUNCTION app.note_access_change('id');
CREATE TRIGGER shorten_private_sessions AFTER UPDATE OF private_devices ON app.workspaces FOR EACH ROW WHEN ((old.private_devices AND (NOT new.private_devices))) EXECUTE FUNCTION app.shorten_private_sessions();

-- Row-level security

alter table app.access_review_members enable row level security, force row level security;
alter table app.access_review_schedules enable row level security, force row level security;
alter table app.access_reviews enable row level security, force row level security;
alter table app.activities enable row level security, force row level security;
alter table app.agreements enable row level security, force row level security;
alter table app.alert_deliveries enable row level security, force row level security;
alter table app.api_tokens enable row level security, force row level security;
alter table app.attack_rounds enable row level security, force row level security;
alter table app.audit_checkpoints enable row level security, force row level security;
alter table app.audit_cosignatures enable row level security, force row level security;
alter table app.audit_entries enable row level security, force row level security;
alter table app.audit_leaves enable row level security, force row level security;
alter table app.audit_signing_keys enable row level security, force row level security;
alter table app.backup_codes enable row level security, force row level security;
alter table app.backups enable row level security, force row level security;
alter table app.break_glass_uses enable row level security, force row level security;
alter table app.case_counters enable row level security, force row level security;
alter table app.case_drafts enable row level security, force row level security;
alter table app.case_grants enable row level security, force row level security;
alter table app.case_import_parts enable row level security, force row level security;
alter table app.case_import_rows enable row level security, force row level security;
alter table app.case_imports enable row level security, force row level security;
alter table app.case_links enable row level security, force row level security;
alter table app.case_staff enable row level security, force row level security;
alter table app.case_tags enable row level security, force row level security;
alter table app.cases enable row level security, force row level security;
alter table app.categories enable row level security, force row level security;
alter table app.comments enable row level security, force row level security;
alter table app.contact_consents enable row level security, force row level security;
alter table app.contact_holds enable row level security, force row level security;
alter table app.contact_words enable row level security, force row level security;
alter table app.contacts enable row level security, force row level security;
alter table app.context_secrets enable row level security, force row level security;
alter table app.departures enable row level security, force row level security;
alter table app.dns_reviews enable row level security, force row level security;
alter table app.drills enable row level security, force row level security;
alter table app.erasures enable row level security, force row level security;
alter table app.evidence enable row level security, force row level security;
alter table app.evidence_packs enable row level security, force row level security;
alter table app.evidence_pieces enable row level security, force row level security;
alter table app.export_files enable row level security, force row level security;
alter table app.exports enable row level security, force row level security;
alter table app.factor_challenges enable row level security, force row level security;
alter table app.gone_files enable row level security, force row level security;
alter table app.health_changes enable row level security, force row level security;
alter table app.health_days enable row level security, force row level security;
alter table app.health_looks enable row level security, force row level security;
alter table app.incident_steps enable row level security, force row level security;
alter table app.incidents enable row level security, force row level security;
alter table app.invitations enable row level security, force row level security;
alter table app.kept_replies enable row level security, force row level security;
alter table app.log_alerts enable row level security, force row level security;
alter table app.log_streams enable row level security, force row level security;
alter table app.mailed_tokens enable row level security, force row level security;
alter table app.memberships enable row level security, force row level security;
alter table app.mentions enable row level security, force row level security;
alter table app.operator_tokens enable row level security, force row level security;
alter table app.outbox enable row level security, force row level security;
alter table app.passkeys enable row level security, force row level security;
alter table app.passwords enable row level security, force row level security;
alter table app.privacy_requests enable row level security, force row level security;
alter table app.probe_mails enable row level security, force row level security;
alter table app.probe_worlds enable row level security, force row level security;
alter table app.proof_runs enable row level security, force row level security;
alter table app.rate_windows enable row level security, force row level security;
alter table app.recovery_kits enable row level security, force row level security;
alter table app.red_days enable row level security, force row level security;
alter table app.retention_rules enable row level security, force row level security;
alter table app.review_decisions enable row level security, force row level security;
alter table app.review_rounds enable row level security, force row level security;
alter table app.saved_views enable row level security, force row level security;
alter table app.scim_directories enable row level security, force row level security;
alter table app.scim_group_members enable row level security, force row level security;
alter table app.scim_groups enable row level security, force row level security;
alter table app.scim_tokens enable row level security, force row level security;
alter table app.scim_users enable row level security, force row level security;
alter table app.search_docs enable row level security, force row level security;
alter table app.sessions enable row level security, force row level security;
alter table app.setup_links enable row level security, force row level security;
alter table app.sign_in_codes enable row level security, force row level security;
alter table app.sign_in_tries enable row level security, force row level security;
alter table app.signed_records enable row level security, force row level security;
alter table app.sso_connections enable row level security, force row level security;
alter table app.sso_domains enable row level security, force row level security;
alter table app.sso_people enable row level security, force row level security;
alter table app.sso_sessions enable row level security, force row level security;
alter table app.sso_sign_ins enable row level security, force row level security;
alter table app.sso_spent enable row level security, force row level security;
alter table app.status_notes enable row level security, force row level security;
alter table app.system_keys enable row level security, force row level security;
alter table app.tags enable row level security, force row level security;
alter table app.templates enable row level security, force row level security;
alter table app.totp_secrets enable row level security, force row level security;
alter table app.users enable row level security, force row level security;
alter table app.vulnerability_reports enable row level security, force row level security;
alter table app.witnessed_logs enable row level security, force row level security;
alter table app.workspace_keys enable row level security, force row level security;
alter table app.workspaces enable row level security, force row level security;
alter table public.caseward_migrations disable row level security, no force row level security;

-- Policies

create policy erasure on app.access_review_members for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy operator on app.access_review_members for all to caseward_operator using (true) with check (true);

create policy tenant on app.access_review_members for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5))) with check (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5)));

create policy definer on app.access_review_schedules for select to caseward_owner using (true);

create policy erasure on app.access_review_schedules for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy operator on app.access_review_schedules for all to caseward_operator using (true) with check (true);

create policy tenant on app.access_review_schedules for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5))) with check (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5)));

create policy definer on app.access_reviews for select to caseward_owner using (true);

create policy erasure on app.access_reviews for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy operator on app.access_reviews for all to caseward_operator using (true) with check (true);

create policy tenant on app.access_reviews for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5))) with check (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5)));

create policy erasure on app.activities for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy of_visible_case on app.activities for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (EXISTS ( SELECT 1
   FROM app.cases c
  WHERE ((c.workspace_id = activities.workspace_id) AND (c.id = activities.case_id)))))) with check ((workspace_id = ( SELECT app.tenant() AS tenant)));

create policy operator on app.activities for all to caseward_operator using (true) with check (true);

create policy erasure on app.agreements for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy operator on app.agreements for all to caseward_operator using (true) with check (true);

create policy tenant on app.agreements for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5))) with check (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5)));

create policy definer on app.alert_deliveries for all to caseward_owner using (true) with check (true);

create policy erasure on app.alert_deliveries for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy operator on app.alert_deliveries for all to caseward_operator using (true) with check (true);

create policy tenant on app.alert_deliveries for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5))) with check (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5)));

create policy definer on app.api_tokens for all to caseward_owner using (true) with check (true);

create policy erasure on app.api_tokens for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy operator on app.api_tokens for all to caseward_operator using (true) with check (true);

create policy tenant on app.api_tokens for all to caseward_app using ((workspace_id = ( SELECT app.tenant() AS tenant))) with check ((workspace_id = ( SELECT app.tenant() AS tenant)));

create policy definer on app.attack_rounds for all to caseward_owner using (true) with check (true);

create policy operator on app.attack_rounds for select to caseward_operator using (true);

create policy published on app.attack_rounds for select to caseward_app using (true);

create policy operator on app.audit_checkpoints for select to caseward_operator using (true);

create policy public_checkpoints on app.audit_checkpoints for select to caseward_app using (true);

create policy sealed_log on app.audit_checkpoints for all to caseward_sealer using (true) with check (true);

create policy definer on app.audit_cosignatures for all to caseward_owner using (true) with check (true);

create policy open on app.audit_cosignatures for select to caseward_app using (true);

create policy operator on app.audit_cosignatures for select to caseward_operator using (true);

create policy appended_as_oneself on app.audit_entries for insert to caseward_app with check (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (NOT (actor_id IS DISTINCT FROM ( SELECT app.actor_id() AS actor_id)))));

create policy definer on app.audit_entries for insert to caseward_owner with check (true);

create policy definer_reads on app.audit_entries for select to caseward_owner using (true);

create policy operator on app.audit_entries for select to caseward_operator using (true);

create policy operator_appends on app.audit_entries for insert to caseward_operator with check ((actor_kind = ANY (ARRAY['operator'::text, 'system'::text])));

create policy own_workspace on app.audit_entries for select to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 3)));

create policy sealed_log on app.audit_entries for select to caseward_sealer using (true);

create policy definer_reads on app.audit_leaves for select to caseward_owner using (true);

create policy operator on app.audit_leaves for select to caseward_operator using (true);

create policy public_leaves on app.audit_leaves for select to caseward_app using (true);

create policy sealed_log on app.audit_leaves for all to caseward_sealer using (true) with check (true);

create policy operator on app.audit_signing_keys for select to caseward_operator using (true);

create policy operator_reseals on app.audit_signing_keys for update to caseward_operator using (true) with check (true);

create policy public_key on app.audit_signing_keys for select to caseward_app using (true);

create policy signing on app.audit_signing_keys for all to caseward_sealer using (true) with check (true);

create policy definer on app.backup_codes for all to caseward_owner using (true) with check (true);

create policy operator on app.backup_codes for select to caseward_operator using (true);

create policy definer on app.backups for select to caseward_owner using (true);

create policy operator on app.backups for all to caseward_operator using (true) with check (true);

create policy definer on app.break_glass_uses for all to caseward_owner using (true) with check (true);

create policy erasure on app.break_glass_uses for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy operator on app.break_glass_uses for select to caseward_operator using (true);

create policy definer on app.case_counters for insert to caseward_owner with check (true);

create policy erasure on app.case_counters for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy operator on app.case_counters for select to caseward_operator using (true);

create policy operator_imports on app.case_counters for insert to caseward_operator with check (true);

create policy tenant on app.case_counters for all to caseward_app using ((workspace_id = ( SELECT app.tenant() AS tenant))) with check ((workspace_id = ( SELECT app.tenant() AS tenant)));

create policy definer_drafts on app.case_drafts for all to caseward_owner using (true) with check (true);

create policy erasure on app.case_drafts for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy operator on app.case_drafts for all to caseward_operator using (true) with check (true);

create policy own on app.case_drafts for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (user_id = ( SELECT app.actor_id() AS actor_id)))) with check (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (user_id = ( SELECT app.actor_id() AS actor_id))));

create policy definer_reads on app.case_grants for select to caseward_owner using (true);

create policy erasure on app.case_grants for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy operator on app.case_grants for all to caseward_operator using (true) with check (true);

create policy tenant on app.case_grants for all to caseward_app using ((workspace_id = ( SELECT app.tenant() AS tenant))) with check ((workspace_id = ( SELECT app.tenant() AS tenant)));

create policy definer on app.case_import_parts for all to caseward_owner using (true) with check (true);

create policy erasure on app.case_import_parts for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy operator on app.case_import_parts for all to caseward_operator using (true) with check (true);

create policy tenant on app.case_import_parts for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (EXISTS ( SELECT
   FROM app.case_imports i
  WHERE ((i.workspace_id = case_import_parts.workspace_id) AND (i.id = case_import_parts.import_id)))))) with check (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (EXISTS ( SELECT
   FROM app.case_imports i
  WHERE ((i.workspace_id = case_import_parts.workspace_id) AND (i.id = case_import_parts.import_id))))));

create policy definer on app.case_import_rows for all to caseward_owner using (true) with check (true);

create policy erasure on app.case_import_rows for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy operator on app.case_import_rows for all to caseward_operator using (true) with check (true);

create policy tenant on app.case_import_rows for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (EXISTS ( SELECT
   FROM app.case_imports i
  WHERE ((i.workspace_id = case_import_rows.workspace_id) AND (i.id = case_import_rows.import_id)))))) with check (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (EXISTS ( SELECT
   FROM app.case_imports i
  WHERE ((i.workspace_id = case_import_rows.workspace_id) AND (i.id = case_import_rows.import_id))))));

create policy definer on app.case_imports for all to caseward_owner using (true) with check (true);

create policy erasure on app.case_imports for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy operator on app.case_imports for all to caseward_operator using (true) with check (true);

create policy tenant on app.case_imports for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (((made_by = ( SELECT app.actor_id() AS actor_id)) AND (( SELECT app.actor_rank() AS actor_rank) >= 4)) OR (( SELECT app.actor_id() AS actor_id) = '00000000-0000-0000-0000-000000000000'::uuid)))) with check (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (((made_by = ( SELECT app.actor_id() AS actor_id)) AND (( SELECT app.actor_rank() AS actor_rank) >= 4)) OR (( SELECT app.actor_id() AS actor_id) = '00000000-0000-0000-0000-000000000000'::uuid))));

create policy erasure on app.case_links for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy of_visible_case on app.case_links for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (EXISTS ( SELECT 1
   FROM app.cases c
  WHERE ((c.workspace_id = case_links.workspace_id) AND (c.id = case_links.case_id)))))) with check ((workspace_id = ( SELECT app.tenant() AS tenant)));

create policy operator on app.case_links for all to caseward_operator using (true) with check (true);

create policy definer_reads on app.case_staff for select to caseward_owner using (true);

create policy erasure on app.case_staff for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy operator on app.case_staff for all to caseward_operator using (true) with check (true);

create policy tenant on app.case_staff for all to caseward_app using ((workspace_id = ( SELECT app.tenant() AS tenant))) with check ((workspace_id = ( SELECT app.tenant() AS tenant)));

create policy erasure on app.case_tags for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy of_visible_case on app.case_tags for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (EXISTS ( SELECT 1
   FROM app.cases c
  WHERE ((c.workspace_id = case_tags.workspace_id) AND (c.id = case_tags.case_id)))))) with check ((workspace_id = ( SELECT app.tenant() AS tenant)));

create policy operator on app.case_tags for all to caseward_operator using (true) with check (true);

create policy definer_notes on app.cases for update to caseward_owner using (true) with check (true);

create policy definer_reads on app.cases for select to caseward_owner using (true);

create policy erasure on app.cases for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy operator on app.cases for all to caseward_operator using (true) with check (true);

create policy visible on app.cases for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (
CASE ( SELECT app.sight() AS sight)
    WHEN 'all'::text THEN true
    WHEN 'unrestricted'::text THEN (NOT restricted)
    WHEN 'published'::text THEN ((NOT restricted) AND (phase = ANY (ARRAY['open'::text, 'closed'::text])))
    ELSE ((NOT restricted) AND (((phase = ANY (ARRAY['open'::text, 'closed'::text])) AND (( SELECT app.sight() AS sight) = 'published and own'::text)) OR ((( SELECT app.actor_id() AS actor_id) = ANY ((staff_ids || owner_id))) AND ((phase = ANY (ARRAY['open'::text, 'closed'::text])) OR (( SELECT app.sight() AS sight) <> 'own published'::text)))))
END OR ((( SELECT app.actor_id() AS actor_id) = ANY (granted_ids)) AND (app.my_grant(workspace_id, id) IS NOT NULL))))) with check ((workspace_id = ( SELECT app.tenant() AS tenant)));

create policy erasure on app.categories for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy operator on app.categories for all to caseward_operator using (true) with check (true);

create policy tenant on app.categories for all to caseward_app using ((workspace_id = ( SELECT app.tenant() AS tenant))) with check ((workspace_id = ( SELECT app.tenant() AS tenant)));

create policy erasure on app.comments for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy of_visible_case on app.comments for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (EXISTS ( SELECT 1
   FROM app.cases c
  WHERE ((c.workspace_id = comments.workspace_id) AND (c.id = comments.case_id)))))) with check ((workspace_id = ( SELECT app.tenant() AS tenant)));

create policy operator on app.comments for all to caseward_operator using (true) with check (true);

create policy erasure on app.contact_consents for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy operator on app.contact_consents for all to caseward_operator using (true) with check (true);

create policy tenant on app.contact_consents for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (EXISTS ( SELECT
   FROM app.contacts c
  WHERE ((c.workspace_id = contact_consents.workspace_id) AND (c.id = contact_consents.contact_id)))))) with check (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (EXISTS ( SELECT
   FROM app.contacts c
  WHERE ((c.workspace_id = contact_consents.workspace_id) AND (c.id = contact_consents.contact_id))))));

create policy erasure on app.contact_holds for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy operator on app.contact_holds for all to caseward_operator using (true) with check (true);

create policy tenant on app.contact_holds for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (EXISTS ( SELECT
   FROM app.contacts c
  WHERE ((c.workspace_id = contact_holds.workspace_id) AND (c.id = contact_holds.contact_id)))))) with check (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5) AND (EXISTS ( SELECT
   FROM app.contacts c
  WHERE ((c.workspace_id = contact_holds.workspace_id) AND (c.id = contact_holds.contact_id))))));

create policy erasure on app.contact_words for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy operator on app.contact_words for all to caseward_operator using (true) with check (true);

create policy tenant on app.contact_words for all to caseward_app using ((workspace_id = ( SELECT app.tenant() AS tenant))) with check ((workspace_id = ( SELECT app.tenant() AS tenant)));

create policy definer on app.contacts for select to caseward_owner using (true);

create policy erasure on app.contacts for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy operator on app.contacts for all to caseward_operator using (true) with check (true);

create policy tenant on app.contacts for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT ((NOT app.actor_assigned_only()) OR (app.actor_rank() >= 5))) OR (owner_id = ( SELECT app.actor_id() AS actor_id))))) with check (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT ((NOT app.actor_assigned_only()) OR (app.actor_rank() >= 5))) OR (owner_id = ( SELECT app.actor_id() AS actor_id)))));

create policy definer_keeps on app.context_secrets for update to caseward_owner using (true) with check (true);

create policy definer_makes on app.context_secrets for insert to caseward_owner with check (true);

create policy definer_reads on app.context_secrets for select to caseward_owner using (true);

create policy erasure on app.departures for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy operator on app.departures for all to caseward_operator using (true) with check (true);

create policy tenant on app.departures for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5))) with check (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5)));

create policy operator on app.dns_reviews for all to caseward_operator using (true) with check (true);

create policy reminded on app.dns_reviews for select to caseward_app using (true);

create policy definer on app.drills for select to caseward_owner using (true);

create policy operator on app.drills for all to caseward_operator using (true) with check (true);

create policy definer on app.erasures for all to caseward_owner using (true) with check (true);

create policy operator on app.erasures for all to caseward_operator using (true) with check (true);

create policy signing on app.erasures for update to caseward_sealer using ((note IS NULL)) with check ((note IS NOT NULL));

create policy waiting on app.erasures for select to caseward_sealer using (true);

create policy definer_gives_up on app.evidence for update to caseward_owner using ((state = 'uploading'::text)) with check ((state = 'uploading'::text));

create policy definer_reads on app.evidence for select to caseward_owner using (true);

create policy erasure on app.evidence for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy of_visible_case on app.evidence for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (EXISTS ( SELECT 1
   FROM app.cases c
  WHERE ((c.workspace_id = evidence.workspace_id) AND (c.id = evidence.case_id) AND ((evidence.visibility = 'case'::text) OR (( SELECT app.actor_rank() AS actor_rank) >= 3) OR (c.owner_id = ( SELECT app.actor_id() AS actor_id)) OR (evidence.uploader_id = ( SELECT app.actor_id() AS actor_id)))))))) with check ((workspace_id = ( SELECT app.tenant() AS tenant)));

create policy operator on app.evidence for all to caseward_operator using (true) with check (true);

create policy definer on app.evidence_packs for all to caseward_owner using (true) with check (true);

create policy operator on app.evidence_packs for select to caseward_operator using (true);

create policy published on app.evidence_packs for select to caseward_app using (true);

create policy definer on app.evidence_pieces for all to caseward_owner using (true) with check (true);

create policy erasure on app.evidence_pieces for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy of_visible_evidence on app.evidence_pieces for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (EXISTS ( SELECT 1
   FROM app.evidence e
  WHERE ((e.workspace_id = evidence_pieces.workspace_id) AND (e.id = evidence_pieces.evidence_id)))))) with check ((workspace_id = ( SELECT app.tenant() AS tenant)));

create policy operator on app.evidence_pieces for all to caseward_operator using (true) with check (true);

create policy definer on app.export_files for all to caseward_owner using (true) with check (true);

create policy erasure on app.export_files for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy operator on app.export_files for all to caseward_operator using (true) with check (true);

create policy tenant on app.export_files for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5))) with check (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5)));

create policy definer on app.exports for all to caseward_owner using (true) with check (true);

create policy erasure on app.exports for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy operator on app.exports for all to caseward_operator using (true) with check (true);

create policy tenant on app.exports for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5))) with check (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5)));

create policy definer on app.factor_challenges for all to caseward_owner using (true) with check (true);

create policy definer on app.gone_files for all to caseward_owner using (true) with check (true);

create policy erasure on app.gone_files for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy operator on app.gone_files for all to caseward_operator using (true) with check (true);

create policy definer on app.health_changes for all to caseward_owner using (true) with check (true);

create policy operator on app.health_changes for all to caseward_operator using (true) with check (true);

create policy published on app.health_changes for select to caseward_app using (true);

create policy definer on app.health_days for all to caseward_owner using (true) with check (true);

create policy operator on app.health_days for all to caseward_operator using (true) with check (true);

create policy published on app.health_days for select to caseward_app using (true);

create policy definer on app.health_looks for all to caseward_owner using (true) with check (true);

create policy operator on app.health_looks for all to caseward_operator using (true) with check (true);

create policy published on app.health_looks for select to caseward_app using (true);

create policy operator on app.incident_steps for all to caseward_operator using (true) with check (true);

create policy operator on app.incidents for all to caseward_operator using (true) with check (true);

create policy definer on app.invitations for all to caseward_owner using (true) with check (true);

create policy erasure on app.invitations for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy operator on app.invitations for all to caseward_operator using (true) with check (true);

create policy tenant on app.invitations for all to caseward_app using ((workspace_id = ( SELECT app.tenant() AS tenant))) with check ((workspace_id = ( SELECT app.tenant() AS tenant)));

create policy definer on app.kept_replies for delete to caseward_owner using ((expires_at < now()));

create policy definer_reads on app.kept_replies for select to caseward_owner using (true);

create policy erasure on app.kept_replies for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy ones_own on app.kept_replies for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (user_id = ( SELECT app.actor_id() AS actor_id)))) with check (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (user_id = ( SELECT app.actor_id() AS actor_id))));

create policy operator on app.kept_replies for all to caseward_operator using (true) with check (true);

create policy definer on app.log_alerts for all to caseward_owner using (true) with check (true);

create policy erasure on app.log_alerts for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy operator on app.log_alerts for all to caseward_operator using (true) with check (true);

create policy tenant on app.log_alerts for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5))) with check (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5)));

create policy definer on app.log_streams for all to caseward_owner using (true) with check (true);

create policy erasure on app.log_streams for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy operator on app.log_streams for all to caseward_operator using (true) with check (true);

create policy tenant on app.log_streams for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5))) with check (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5)));

create policy definer on app.mailed_tokens for all to caseward_owner using (true) with check (true);

create policy operator on app.mailed_tokens for all to caseward_operator using (true) with check (true);

create policy definer on app.memberships for all to caseward_owner using (true) with check (true);

create policy erasure on app.memberships for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy operator on app.memberships for all to caseward_operator using (true) with check (true);

create policy tenant on app.memberships for all to caseward_app using ((workspace_id = ( SELECT app.tenant() AS tenant))) with check ((workspace_id = ( SELECT app.tenant() AS tenant)));

create policy erasure on app.mentions for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy operator on app.mentions for all to caseward_operator using (true) with check (true);

create policy own_mentions on app.mentions for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (EXISTS ( SELECT 1
   FROM app.comments c
  WHERE ((c.workspace_id = mentions.workspace_id) AND (c.id = mentions.comment_id)))))) with check ((workspace_id = ( SELECT app.tenant() AS tenant)));

create policy definer on app.operator_tokens for all to caseward_owner using (true) with check (true);

create policy operator on app.operator_tokens for all to caseward_operator using (true) with check (true);

create policy definer on app.outbox for delete to caseward_owner using ((created_at < (now() - '1 day'::interval)));

create policy definer_reads on app.outbox for select to caseward_owner using (true);

create policy erasure on app.outbox for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy tenant on app.outbox for all to caseward_app using ((workspace_id = ( SELECT app.tenant() AS tenant))) with check ((workspace_id = ( SELECT app.tenant() AS tenant)));

create policy definer on app.passkeys for all to caseward_owner using (true) with check (true);

create policy operator on app.passkeys for all to caseward_operator using (true) with check (true);

create policy definer on app.passwords for all to caseward_owner using (true) with check (true);

create policy operator on app.passwords for select to caseward_operator using (true);

create policy definer on app.privacy_requests for select to caseward_owner using (true);

create policy erasure on app.privacy_requests for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy operator on app.privacy_requests for all to caseward_operator using (true) with check (true);

create policy tenant on app.privacy_requests for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5))) with check (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5)));

create policy definer on app.probe_mails for all to caseward_owner using (true) with check (true);

create policy operator_reseals on app.probe_mails for all to caseward_operator using (true) with check (true);

create policy definer on app.probe_worlds for all to caseward_owner using (true) with check (true);

create policy operator on app.probe_worlds for select to caseward_operator using (true);

create policy definer on app.proof_runs for all to caseward_owner using (true) with check (true);

create policy operator on app.proof_runs for select to caseward_operator using (true);

create policy published on app.proof_runs for select to caseward_app using (true);

create policy definer_counts on app.rate_windows for all to caseward_owner using (true) with check (true);

create policy definer on app.recovery_kits for select to caseward_owner using (true);

create policy definer_confirms on app.recovery_kits for update to caseward_owner using (true) with check (true);

create policy definer_makes on app.recovery_kits for insert to caseward_owner with check (true);

create policy operator on app.recovery_kits for all to caseward_operator using (true) with check (true);

create policy definer on app.red_days for all to caseward_owner using (true) with check (true);

create policy operator on app.red_days for select to caseward_operator using (true);

create policy published on app.red_days for select to caseward_app using (true);

create policy definer on app.retention_rules for select to caseward_owner using (true);

create policy erasure on app.retention_rules for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy operator on app.retention_rules for all to caseward_operator using (true) with check (true);

create policy tenant on app.retention_rules for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5))) with check (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5)));

create policy erasure on app.review_decisions for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy of_visible_round on app.review_decisions for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (EXISTS ( SELECT 1
   FROM app.review_rounds r
  WHERE ((r.workspace_id = review_decisions.workspace_id) AND (r.id = review_decisions.round_id)))))) with check ((workspace_id = ( SELECT app.tenant() AS tenant)));

create policy operator on app.review_decisions for all to caseward_operator using (true) with check (true);

create policy definer_reads on app.review_rounds for select to caseward_owner using (true);

create policy erasure on app.review_rounds for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy of_visible_case on app.review_rounds for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (EXISTS ( SELECT 1
   FROM app.cases c
  WHERE ((c.workspace_id = review_rounds.workspace_id) AND (c.id = review_rounds.case_id)))))) with check ((workspace_id = ( SELECT app.tenant() AS tenant)));

create policy operator on app.review_rounds for all to caseward_operator using (true) with check (true);

create policy departure on app.saved_views for all to caseward_owner using ((workspace_id = ( SELECT app.tenant() AS tenant))) with check ((workspace_id = ( SELECT app.tenant() AS tenant)));

create policy erasure on app.saved_views for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy operator on app.saved_views for all to caseward_operator using (true) with check (true);

create policy own_or_shared on app.saved_views for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (shared OR (user_id = ( SELECT app.actor_id() AS actor_id))))) with check (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (user_id = ( SELECT app.actor_id() AS actor_id))));

create policy definer on app.scim_directories for all to caseward_owner using (true) with check (true);

create policy erasure on app.scim_directories for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy operator on app.scim_directories for all to caseward_operator using (true) with check (true);

create policy tenant on app.scim_directories for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5))) with check (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5)));

create policy definer on app.scim_group_members for all to caseward_owner using (true) with check (true);

create policy erasure on app.scim_group_members for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy operator on app.scim_group_members for all to caseward_operator using (true) with check (true);

create policy tenant on app.scim_group_members for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5))) with check (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5)));

create policy definer on app.scim_groups for all to caseward_owner using (true) with check (true);

create policy erasure on app.scim_groups for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy operator on app.scim_groups for all to caseward_operator using (true) with check (true);

create policy tenant on app.scim_groups for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5))) with check (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5)));

create policy definer on app.scim_tokens for all to caseward_owner using (true) with check (true);

create policy erasure on app.scim_tokens for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy operator on app.scim_tokens for all to caseward_operator using (true) with check (true);

create policy tenant on app.scim_tokens for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5))) with check (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5)));

create policy definer on app.scim_users for all to caseward_owner using (true) with check (true);

create policy erasure on app.scim_users for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy operator on app.scim_users for all to caseward_operator using (true) with check (true);

create policy tenant on app.scim_users for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5))) with check (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5)));

create policy definer on app.search_docs for all to caseward_owner using (true);

create policy erasure on app.search_docs for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy operator on app.search_docs for all to caseward_operator using (true) with check (true);

create policy tenant on app.search_docs for all to caseward_app using ((workspace_id = ( SELECT app.tenant() AS tenant))) with check ((workspace_id = ( SELECT app.tenant() AS tenant)));

create policy definer on app.sessions for all to caseward_owner using (true) with check (true);

create policy operator on app.sessions for all to caseward_operator using (true) with check (true);

create policy definer on app.setup_links for all to caseward_owner using (true) with check (true);

create policy operator on app.setup_links for all to caseward_operator using (true) with check (true);

create policy definer on app.sign_in_codes for all to caseward_owner using (true) with check (true);

create policy definer on app.sign_in_tries for all to caseward_owner using (true) with check (true);

create policy erasure on app.signed_records for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy operator on app.signed_records for all to caseward_operator using (true) with check (true);

create policy signing on app.signed_records for update to caseward_sealer using ((note IS NULL)) with check ((note IS NOT NULL));

create policy tenant on app.signed_records for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5))) with check (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5)));

create policy waiting on app.signed_records for select to caseward_sealer using (true);

create policy definer on app.sso_connections for all to caseward_owner using (true) with check (true);

create policy erasure on app.sso_connections for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy operator on app.sso_connections for all to caseward_operator using (true) with check (true);

create policy tenant on app.sso_connections for all to caseward_app using ((workspace_id = ( SELECT app.tenant() AS tenant))) with check ((workspace_id = ( SELECT app.tenant() AS tenant)));

create policy definer on app.sso_domains for all to caseward_owner using (true) with check (true);

create policy erasure on app.sso_domains for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy operator on app.sso_domains for all to caseward_operator using (true) with check (true);

create policy tenant on app.sso_domains for all to caseward_app using ((workspace_id = ( SELECT app.tenant() AS tenant))) with check ((workspace_id = ( SELECT app.tenant() AS tenant)));

create policy definer on app.sso_people for all to caseward_owner using (true) with check (true);

create policy erasure on app.sso_people for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy operator on app.sso_people for select to caseward_operator using (true);

create policy tenant on app.sso_people for all to caseward_app using ((workspace_id = ( SELECT app.tenant() AS tenant))) with check ((workspace_id = ( SELECT app.tenant() AS tenant)));

create policy definer on app.sso_sessions for all to caseward_owner using (true) with check (true);

create policy erasure on app.sso_sessions for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy operator on app.sso_sessions for all to caseward_operator using (true) with check (true);

create policy definer on app.sso_sign_ins for all to caseward_owner using (true) with check (true);

create policy erasure on app.sso_sign_ins for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy operator on app.sso_sign_ins for all to caseward_operator using (true) with check (true);

create policy definer on app.sso_spent for all to caseward_owner using (true) with check (true);

create policy erasure on app.sso_spent for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy operator on app.sso_spent for select to caseward_operator using (true);

create policy operator on app.status_notes for all to caseward_operator using (true) with check (true);

create policy published on app.status_notes for select to caseward_app using (true);

create policy definer on app.system_keys for all to caseward_owner using (true) with check (true);

create policy operator on app.system_keys for all to caseward_operator using (true) with check (true);

create policy erasure on app.tags for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy operator on app.tags for all to caseward_operator using (true) with check (true);

create policy tenant on app.tags for all to caseward_app using ((workspace_id = ( SELECT app.tenant() AS tenant))) with check ((workspace_id = ( SELECT app.tenant() AS tenant)));

create policy erasure on app.templates for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy operator on app.templates for all to caseward_operator using (true) with check (true);

create policy tenant on app.templates for all to caseward_app using ((workspace_id = ( SELECT app.tenant() AS tenant))) with check ((workspace_id = ( SELECT app.tenant() AS tenant)));

create policy definer on app.totp_secrets for all to caseward_owner using (true) with check (true);

create policy operator on app.totp_secrets for all to caseward_operator using (true) with check (true);

create policy definer on app.users for all to caseward_owner using (true) with check (true);

create policy operator on app.users for all to caseward_operator using (true) with check (true);

create policy credited on app.vulnerability_reports for select to caseward_app using (((credit IS NOT NULL) AND (NOT probe)));

create policy definer on app.vulnerability_reports for all to caseward_owner using (true) with check (true);

create policy operator on app.vulnerability_reports for all to caseward_operator using (true) with check (true);

create policy definer on app.witnessed_logs for all to caseward_owner using (true) with check (true);

create policy open on app.witnessed_logs for select to caseward_app using (true);

create policy operator on app.witnessed_logs for select to caseward_operator using (true);

create policy definer on app.workspace_keys for all to caseward_owner using (true) with check (true);

create policy erasure on app.workspace_keys for all to caseward_owner using ((workspace_id = ( SELECT app.erasing() AS erasing))) with check ((workspace_id = ( SELECT app.erasing() AS erasing)));

create policy operator on app.workspace_keys for all to caseward_operator using (true) with check (true);

create policy tenant on app.workspace_keys for all to caseward_app using ((workspace_id = ( SELECT app.tenant() AS tenant))) with check ((workspace_id = ( SELECT app.tenant() AS tenant)));

create policy definer on app.workspaces for all to caseward_owner using (true) with check (true);

create policy operator_all on app.workspaces for all to caseward_operator using (true) with check (true);

create policy tenant on app.workspaces for all to caseward_app, caseward_operator using ((id = ( SELECT app.tenant() AS tenant))) with check ((id = ( SELECT app.tenant() AS tenant)));

-- Owners

alter table app.access_review_members owner to caseward_owner;
alter table app.access_review_schedules owner to caseward_owner;
alter table app.access_reviews owner to caseward_owner;
alter table app.activities owner to caseward_owner;
alter table app.agreements owner to caseward_owner;
alter table app.alert_deliveries owner to caseward_owner;
alter table app.api_tokens owner to caseward_owner;
alter table app.attack_rounds owner to caseward_owner;
alter table app.audit_checkpoints owner to caseward_owner;
alter table app.audit_cosignatures owner to caseward_owner;
alter table app.audit_entries owner to caseward_owner;
alter table app.audit_leaves owner to caseward_owner;
alter table app.audit_signing_keys owner to caseward_owner;
alter table app.audit_signing_keys_number_seq owner to caseward_owner;
alter table app.backup_codes owner to caseward_owner;
alter table app.backups owner to caseward_owner;
alter table app.break_glass_uses owner to caseward_owner;
alter table app.case_counters owner to caseward_owner;
alter table app.case_drafts owner to caseward_owner;
alter table app.case_grants owner to caseward_owner;
alter table app.case_import_parts owner to caseward_owner;
alter table app.case_import_rows owner to caseward_owner;
alter table app.case_imports owner to caseward_owner;
alter table app.case_links owner to caseward_owner;
alter table app.case_staff owner to caseward_owner;
alter table app.case_tags owner to caseward_owner;
alter table app.cases owner to caseward_owner;
alter table app.categories owner to caseward_owner;
alter table app.comments owner to caseward_owner;
alter table app.contact_consents owner to caseward_owner;
alter table app.contact_holds owner to caseward_owner;
alter table app.contact_words owner to caseward_owner;
alter table app.contacts owner to caseward_owner;
alter table app.context_secrets owner to caseward_owner;
alter table app.departures owner to caseward_owner;
alter table app.dns_reviews owner to caseward_owner;
alter table app.drills owner to caseward_owner;
alter table app.erasures owner to caseward_owner;
alter table app.evidence owner to caseward_owner;
alter table app.evidence_packs owner to caseward_owner;
alter table app.evidence_pieces owner to caseward_owner;
alter table app.export_files owner to caseward_owner;
alter table app.exports owner to caseward_owner;
alter table app.factor_challenges owner to caseward_owner;
alter table app.gone_files owner to caseward_owner;
alter table app.health_changes owner to caseward_owner;
alter table app.health_changes_id_seq owner to caseward_owner;
alter table app.health_days owner to caseward_owner;
alter table app.health_looks owner to caseward_owner;
alter table app.incident_steps owner to caseward_owner;
alter table app.incidents owner to caseward_owner;
alter table app.invitations owner to caseward_owner;
alter table app.kept_replies owner to caseward_owner;
alter table app.log_alerts owner to caseward_owner;
alter table app.log_streams owner to caseward_owner;
alter table app.mailed_tokens owner to caseward_owner;
alter table app.memberships owner to caseward_owner;
alter table app.mentions owner to caseward_owner;
alter table app.operator_tokens owner to caseward_owner;
alter table app.outbox owner to caseward_owner;
alter table app.passkeys owner to caseward_owner;
alter table app.passwords owner to caseward_owner;
alter table app.privacy_requests owner to caseward_owner;
alter table app.probe_mails owner to caseward_owner;
alter table app.probe_worlds owner to caseward_owner;
alter table app.proof_runs owner to caseward_owner;
alter table app.rate_windows owner to caseward_owner;
alter table app.recovery_kits owner to caseward_owner;
alter table app.red_days owner to caseward_owner;
alter table app.retention_rules owner to caseward_owner;
alter table app.review_decisions owner to caseward_owner;
alter table app.review_rounds owner to caseward_owner;
alter table app.saved_views owner to caseward_owner;
alter table app.scim_directories owner to caseward_owner;
alter table app.scim_group_members owner to caseward_owner;
alter table app.scim_groups owner to caseward_owner;
alter table app.scim_tokens owner to caseward_owner;
alter table app.scim_users owner to caseward_owner;
alter table app.search_docs owner to caseward_owner;
alter table app.sessions owner to caseward_owner;
alter table app.setup_links owner to caseward_owner;
alter table app.sign_in_codes owner to caseward_owner;
alter table app.sign_in_tries owner to caseward_owner;
alter table app.signed_records owner to caseward_owner;
alter table app.sso_connections owner to caseward_owner;
alter table app.sso_domains owner to caseward_owner;
alter table app.sso_people owner to caseward_owner;
alter table app.sso_sessions owner to caseward_owner;
alter table app.sso_sign_ins owner to caseward_owner;
alter table app.sso_spent owner to caseward_owner;
alter table app.status_notes owner to caseward_owner;
alter table app.system_keys owner to caseward_owner;
alter table app.tags owner to caseward_owner;
alter table app.templates owner to caseward_owner;
alter table app.totp_secrets owner to caseward_owner;
alter table app.users owner to caseward_owner;
alter table app.vulnerability_reports owner to caseward_owner;
alter table app.witnessed_logs owner to caseward_owner;
alter table app.workspace_keys owner to caseward_owner;
alter table app.workspaces owner to caseward_owner;
alter table public.caseward_migrations owner to caseward_owner;

-- Grants

grant execute on function app.accept_invitation(p_session uuid, p_token_digest bytea, p_member_profile bytea) to caseward_app;
grant execute on function app.access_reviews_due(p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.actor_assigned_only() to caseward_app;
grant execute on function app.actor_assigned_only() to caseward_operator;
grant execute on function app.actor_assigned_only() to caseward_sealer;
grant execute on function app.actor_id() to caseward_app;
grant execute on function app.actor_id() to caseward_operator;
grant execute on function app.actor_id() to caseward_sealer;
grant execute on function app.actor_rank() to caseward_app;
grant execute on function app.actor_rank() to caseward_operator;
grant execute on function app.actor_rank() to caseward_sealer;
grant execute on function app.add_passkey(p_session uuid, p_id uuid, p_credential bytea, p_public_key bytea, p_counter bigint, p_transports text[], p_backed_up boolean, p_sealed_name bytea, p_sealed_device bytea, p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.audit_behind() to caseward_app;
grant execute on function app.audit_identity(p_user uuid, p_actor_kind text, p_session uuid, p_action text, p_request_id text, p_ip_sealed bytea, p_detail jsonb) to caseward_app;
grant execute on function app.audit_reads(p_workspaces uuid[], p_kinds text[], p_actors uuid[], p_sessions uuid[], p_actions text[], p_target_kinds text[], p_targets uuid[], p_fields text[], p_ips bytea[], p_requests text[], p_details jsonb[]) to caseward_app;
grant execute on function app.backup_due() to caseward_app;
grant execute on function app.backup_due() to caseward_operator;
grant execute on function app.backup_state(OUT newest timestamp with time zone, OUT newest_complete timestamp with time zone, OUT own boolean, OUT confirmed boolean, OUT drill_at timestamp with time zone, OUT drill_passed boolean) to caseward_app;
grant execute on function app.begin_totp(p_session uuid, p_sealed_secret bytea) to caseward_app;
grant execute on function app.break_glass_to_tell(p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.case_imports_waiting(p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.change_email(p_session uuid, p_new uuid, p_sealed_origin bytea, p_digest bytea, p_sealed_profile bytea, p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.confirm_recovery_kit(p_token_digest bytea, p_word_digest bytea) to caseward_app;
grant execute on function app.confirm_totp(p_session uuid, p_sealed_secret bytea, p_step bigint, p_codes bytea[]) to caseward_app;
grant execute on function app.create_user(p_user uuid, p_email_digest bytea, p_sealed_profile bytea) to caseward_app;
grant execute on function app.create_workspace(p_workspace uuid, p_sealed_profile bytea, p_preset text, p_region text, p_settings jsonb, p_policies jsonb, p_synthetic boolean, p_purposes text[], p_versions integer[], p_wrapped bytea[], p_root_key_ids text[], p_owner uuid, p_owner_profile bytea) to caseward_app;
grant execute on function app.current_session(p_session uuid) to caseward_app;
grant execute on function app.directory_holds(p_user uuid) to caseward_app;
grant execute on function app.directory_tokens_to_remind(p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.do_erase_member(p_user uuid, p_workspace uuid, p_profile bytea) to caseward_operator;
grant execute on function app.do_erase_person(p_user uuid, p_digest bytea, p_profile bytea, p_workspaces uuid[], p_profiles bytea[]) to caseward_operator;
grant execute on function app.do_purge_workspace(p_workspace uuid) to caseward_operator;
grant execute on function app.earlier_origins(p_session uuid) to caseward_app;
grant execute on function app.end_all_sessions(p_session uuid) to caseward_app;
grant execute on function app.end_departed(p_user uuid) to caseward_app;
grant execute on function app.end_session(p_session uuid, p_other uuid) to caseward_app;
grant execute on function app.end_totp(p_session uuid) to caseward_app;
grant execute on function app.enrolment_due(p_session uuid) to caseward_app;
grant execute on function app.enter(p_pass uuid, p_workspace uuid, p_ip inet) to caseward_app;
grant execute on function app.enter_as_system(p_workspace uuid, p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.enter_by_token(p_pass uuid, p_workspace uuid, p_ip inet) to caseward_app;
grant execute on function app.enter_for_import(p_workspace uuid, p_import uuid, p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.erase_member(p_request uuid, p_user uuid, p_digest bytea, p_profile bytea, p_member bytea, p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.erase_person(p_session uuid, p_digest bytea, p_profile bytea, p_workspaces uuid[], p_profiles bytea[], p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.evidence_room() to caseward_app;
grant execute on function app.expire_case_imports() to caseward_app;
grant execute on function app.expire_exports() to caseward_app;
grant execute on function app.expired_probe_worlds() to caseward_app;
grant execute on function app.exports_waiting(p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.factors_of(p_user uuid, p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.find_api_token(p_public_id text, p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.find_email_change(p_session uuid, p_digest bytea) to caseward_app;
grant execute on function app.find_erasure(p_id uuid) to caseward_app;
grant execute on function app.find_invitation(p_token_digest bytea) to caseward_app;
grant execute on function app.find_passkey(p_credential bytea, p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.find_password(p_user uuid, p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.find_password_reset(p_digest bytea) to caseward_app;
grant execute on function app.find_probe_world(p_id uuid) to caseward_app;
grant execute on function app.find_scim_token(p_public_id text, p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.find_user(p_email_digest bytea) to caseward_app;
grant execute on function app.find_user_by_id(p_user uuid) to caseward_app;
grant execute on function app.follow_vulnerability_report(p_follow bytea) to caseward_app;
grant execute on function app.forget_gone_file(p_workspace uuid, p_blob uuid) to caseward_app;
grant execute on function app.forget_replies() to caseward_app;
grant execute on function app.forgive_sign_in_tries(p_keys bytea[]) to caseward_app;
grant execute on function app.give_temporary_password(p_user uuid, p_hash text) to caseward_operator;
grant execute on function app.give_up_uploads() to caseward_app;
grant execute on function app.hand_over_views(p_user uuid, p_heir uuid) to caseward_app;
grant execute on function app.has_invitation(p_email_digest bytea) to caseward_app;
grant execute on function app.is_set_up() to caseward_app;
grant execute on function app.keep_attack_round(p_id uuid, p_started_at timestamp with time zone, p_outcome text, p_probes integer, p_calls integer, p_incident uuid) to caseward_operator;
grant execute on function app.keep_cosignature(p_size bigint, p_witness text, p_line text, p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.keep_door_key(p_key bytea) to caseward_app;
grant execute on function app.keep_erasure(p_id uuid, p_kind text, p_subject uuid, p_asked_by uuid, p_replacement jsonb, p_certificate text, p_digest bytea, p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.keep_evidence_pack(p_id uuid, p_build text, p_digest bytea, p_content bytea) to caseward_operator;
grant execute on function app.kit_link_open(p_token_digest bytea) to caseward_app;
grant execute on function app.list_backups(p_limit integer) to caseward_app;
grant execute on function app.list_drills(p_limit integer) to caseward_app;
grant execute on function app.list_gone_files(p_limit integer) to caseward_app;
grant execute on function app.list_passkeys(p_session uuid) to caseward_app;
grant execute on function app.list_probe_mails(p_world uuid) to caseward_app;
grant execute on function app.list_sessions(p_session uuid) to caseward_app;
grant execute on function app.load_keys(p_scope uuid) to caseward_app;
grant execute on function app.load_keys(p_scope uuid) to caseward_operator;
grant execute on function app.load_keys(p_scope uuid) to caseward_sealer;
grant execute on function app.log_streams_state() to caseward_app;
grant execute on function app.log_work(p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.make_recovery_kit(p_token_digest bytea, p_public_key bytea, p_word_digest bytea, p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.members_last_seen() to caseward_app;
grant execute on function app.members_session_origins() to caseward_app;
grant execute on function app.members_standing() to caseward_app;
grant execute on function app.members_without_strong_factor() to caseward_app;
grant execute on function app.my_account(p_session uuid) to caseward_app;
grant execute on function app.my_credentials(p_session uuid) to caseward_app;
grant execute on function app.my_deletions(p_session uuid) to caseward_app;
grant execute on function app.my_factors(p_session uuid) to caseward_app;
grant execute on function app.my_grant(p_workspace uuid, p_case uuid) to caseward_app;
grant execute on function app.my_places(p_session uuid) to caseward_app;
grant execute on function app.my_suspensions(p_session uuid) to caseward_app;
grant execute on function app.my_totp(p_session uuid) to caseward_app;
grant execute on function app.my_workspaces(p_session uuid) to caseward_app;
grant execute on function app.note_factor(p_session uuid, p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.note_health(p_parts jsonb) to caseward_app;
grant execute on function app.open_account(p_user uuid) to caseward_operator;
grant execute on function app.open_session(p_id uuid, p_user uuid, p_private boolean, p_sealed_origin bytea, p_stage text, p_first_factor text, p_second_factor text, p_sso_workspace uuid, p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.operator_token_live(p_token_digest bytea) to caseward_app;
grant execute on function app.overdue_privacy_requests() to caseward_app;
grant execute on function app.purge_probe_world(p_id uuid) to caseward_app;
grant execute on function app.purge_workspace(p_workspace uuid, p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.rank_of(p_role text) to caseward_app;
grant execute on function app.rate_clean() to caseward_app;
grant execute on function app.rate_take(p_class text, p_key bytea, p_window timestamp with time zone, p_seconds integer, p_want integer, p_limit integer, OUT granted integer, OUT taken integer) to caseward_app;
grant execute on function app.recovery_kit_state() to caseward_app;
grant execute on function app.redeem_password_reset(p_digest bytea, p_hash text, p_recheck boolean) to caseward_app;
grant execute on function app.redeem_setup_link(p_token_digest bytea) to caseward_app;
grant execute on function app.rehash_password(p_user uuid, p_old text, p_new text, p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.remove_passkey(p_session uuid, p_id uuid) to caseward_app;
grant execute on function app.remove_password(p_session uuid, p_new uuid, p_sealed_origin bytea, p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.rename_passkey(p_session uuid, p_id uuid, p_sealed_name bytea) to caseward_app;
grant execute on function app.renew_session(p_session uuid, p_new uuid, p_sealed_origin bytea, p_second_factor text, p_stage text, p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.replace_backup_codes(p_session uuid, p_codes bytea[]) to caseward_app;
grant execute on function app.require_full_session(p_session uuid) to caseward_app;
grant execute on function app.require_recent_factor(p_session uuid) to caseward_app;
grant execute on function app.reset_factors(p_user uuid) to caseward_operator;
grant execute on function app.save_factor_challenge(p_session uuid, p_purpose text, p_digest bytea, p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.save_kit_link(p_token_digest bytea, p_minutes integer) to caseward_app;
grant execute on function app.save_kit_link(p_token_digest bytea, p_minutes integer) to caseward_operator;
grant execute on function app.save_mailed_token(p_id uuid, p_user uuid, p_purpose text, p_digest bytea, p_minutes integer, p_sealed_email bytea, p_email_digest bytea, p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.save_preferences(p_session uuid, p_preferences jsonb) to caseward_app;
grant execute on function app.save_probe_mail(p_world uuid, p_id uuid, p_sealed bytea) to caseward_app;
grant execute on function app.save_probe_world(p_id uuid, p_workspaces uuid[], p_users uuid[], p_minutes integer) to caseward_app;
grant execute on function app.save_profile(p_session uuid, p_sealed_profile bytea) to caseward_app;
grant execute on function app.save_proof_run(p_build text, p_results jsonb) to caseward_app;
grant execute on function app.save_setup_link(p_token_digest bytea, p_minutes integer) to caseward_app;
grant execute on function app.save_setup_link(p_token_digest bytea, p_minutes integer) to caseward_operator;
grant execute on function app.save_sign_in_code(p_id uuid, p_email_digest bytea, p_code_digest bytea) to caseward_app;
grant execute on function app.save_system_key(p_purpose text, p_version integer, p_wrapped bytea, p_root_key_id text) to caseward_app;
grant execute on function app.save_system_key(p_purpose text, p_version integer, p_wrapped bytea, p_root_key_id text) to caseward_operator;
grant execute on function app.save_system_key(p_purpose text, p_version integer, p_wrapped bytea, p_root_key_id text) to caseward_sealer;
grant execute on function app.search_cases(p_tokens bigint[], p_limit integer) to caseward_app;
grant execute on function app.set_password(p_session uuid, p_new uuid, p_sealed_origin bytea, p_stage text, p_hash text, p_recheck boolean, p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.settle_password_check(p_user uuid, p_hash text, p_breached boolean) to caseward_app;
grant execute on function app.setup_link_open(p_token_digest bytea) to caseward_app;
grant execute on function app.shut_account(p_user uuid) to caseward_operator;
grant execute on function app.shut_members() to caseward_app;
grant execute on function app.sight() to caseward_app;
grant execute on function app.spend_temporary_password(p_user uuid, p_hash text) to caseward_app;
grant execute on function app.sso_all(p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.sso_answer(p_id uuid, p_connection uuid, p_asked boolean, p_assertion_digest bytea, p_arrival_digest bytea, p_sealed_arrival bytea, p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.sso_arrival(p_arrival_digest bytea, p_browser_digest bytea, p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.sso_begin(p_id uuid, p_connection uuid, p_purpose text, p_user uuid, p_browser_digest bytea, p_sealed_state bytea, p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.sso_claim(p_id uuid, p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.sso_connection(p_id uuid, p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.sso_end_sessions(p_connection uuid, p_message_digest bytea, p_subject_digest bytea, p_index_digests bytea[], p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.sso_note_session(p_session uuid, p_connection uuid, p_subject_digest bytea, p_index_digest bytea, p_sealed_subject bytea, p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.sso_offers(p_domain text, p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.sso_session(p_session uuid) to caseward_app;
grant execute on function app.sso_tidy() to caseward_app;
grant execute on function app.sso_waiting(p_id uuid, p_connection uuid, p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.take_factor_challenge(p_session uuid, p_purpose text, p_digest bytea) to caseward_app;
grant execute on function app.take_sign_in_try(p_key bytea, p_limit integer, p_seconds integer) to caseward_app;
grant execute on function app.take_vulnerability_report(p_id uuid, p_acknowledge_by timestamp with time zone, p_follow bytea, p_sealed bytea, p_wants_credit boolean, p_probe boolean) to caseward_app;
grant execute on function app.takes_privacy_requests(p_workspace uuid, p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.tenant() to caseward_app;
grant execute on function app.tenant() to caseward_operator;
grant execute on function app.tenant() to caseward_sealer;
grant execute on function app.tidy() to caseward_app;
grant execute on function app.tokens_to_remind(p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.try_departed(p_user uuid) to caseward_app;
grant execute on function app.try_sign_in_code(p_email_digest bytea, p_code_digest bytea) to caseward_app;
grant execute on function app.undo_deletion(p_session uuid, p_workspace uuid) to caseward_app;
grant execute on function app.use_backup_code(p_session uuid, p_code bytea) to caseward_app;
grant execute on function app.use_passkey(p_id uuid, p_counter bigint, p_backed_up boolean, p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.use_totp_step(p_session uuid, p_step bigint) to caseward_app;
grant execute on function app.user_count() to caseward_app;
grant execute on function app.user_count() to caseward_operator;
grant execute on function app.waiting_evidence() to caseward_app;
grant execute on function app.waiting_vulnerability_reports(p_now timestamp with time zone) to caseward_app;
grant execute on function app.witness_log(p_origin text, p_old bigint, p_size bigint, p_root bytea, p_note text, p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.workspaces_to_purge(p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.workspaces_with_privacy_requests(p_now timestamp with time zone, p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.workspaces_with_retention(p_moment bigint, p_proof bytea) to caseward_app;
grant usage on schema app to caseward_app;
grant usage on schema app to caseward_operator;
grant usage on schema app to caseward_sealer;
grant usage on schema public to public;
grant insert (grants, joined_at, last_seen_at, passkeys, password, review_id, role, tokens, totp, user_id, workspace_id) on table app.access_review_members to caseward_app;
grant select on table app.access_review_members to caseward_app;
grant update (decided_at, decided_by, decision, new_role, sealed_reason) on table app.access_review_members to caseward_app;
grant select on table app.access_review_members to caseward_operator;
grant update (sealed_reason) on table app.access_review_members to caseward_operator;
grant insert (every_months, workspace_id) on table app.access_review_schedules to caseward_app;
grant select on table app.access_review_schedules to caseward_app;
grant update (changed_at, every_months) on table app.access_review_schedules to caseward_app;
grant select on table app.access_review_schedules to caseward_operator;
grant insert (id, opened_by, workspace_id) on table app.access_reviews to caseward_app;
grant select on table app.access_reviews to caseward_app;
grant update (closed_at, closed_by, record_digest, sealed_record) on table app.access_reviews to caseward_app;
grant select on table app.access_reviews to caseward_operator;
grant update (sealed_record) on table app.access_reviews to caseward_operator;
grant insert (actor_id, case_id, fields, id, kind, sealed_detail, workspace_id) on table app.activities to caseward_app;
grant select on table app.activities to caseward_app;
grant insert on table app.activities to caseward_operator;
grant select on table app.activities to caseward_operator;
grant update (sealed_detail) on table app.activities to caseward_operator;
grant insert (accepted_by, id, record_digest, sealed_record, sealed_text, text_digest, version, workspace_id) on table app.agreements to caseward_app;
grant select on table app.agreements to caseward_app;
grant select on table app.agreements to caseward_operator;
grant update (sealed_record, sealed_text) on table app.agreements to caseward_operator;
grant insert (actor_id, alert_id, channel, count, entry_id, workspace_id) on table app.alert_deliveries to caseward_app;
grant select on table app.alert_deliveries to caseward_app;
grant update (failure, next_try_at, sent_at, state, tries) on table app.alert_deliveries to caseward_app;
grant select on table app.alert_deliveries to caseward_operator;
grant insert (expires_at, id, ip_ranges, maker_id, public_id, role, scopes, sealed_name, secret_hash, survives_maker, workspace_id) on table app.api_tokens to caseward_app;
grant select (created_at, expires_at, id, ip_ranges, last_used_at, maker_id, public_id, reminded_days, revoked_at, role, scopes, sealed_name, survives_maker, version, workspace_id) on table app.api_tokens to caseward_app;
grant update (ip_ranges, reminded_days, revoked_at, sealed_name, survives_maker, version) on table app.api_tokens to caseward_app;
grant select on table app.api_tokens to caseward_operator;
grant update (revoked_at, sealed_name) on table app.api_tokens to caseward_operator;
grant select (calls, finished_at, outcome, probes, started_at) on table app.attack_rounds to caseward_app;
grant select on table app.attack_rounds to caseward_operator;
grant select on table app.audit_checkpoints to caseward_app;
grant select on table app.audit_checkpoints to caseward_operator;
grant insert (note, root, size) on table app.audit_checkpoints to caseward_sealer;
grant select on table app.audit_checkpoints to caseward_sealer;
grant select on table app.audit_cosignatures to caseward_app;
grant select on table app.audit_cosignatures to caseward_operator;
grant insert (action, actor_id, actor_kind, at, detail, fields, id, ip_sealed, request_id, session_id, target_id, target_kind, workspace_id) on table app.audit_entries to caseward_app;
grant select on table app.audit_entries to caseward_app;
grant insert (action, actor_id, actor_kind, at, detail, fields, id, request_id, target_id, target_kind, workspace_id) on table app.audit_entries to caseward_operator;
grant select on table app.audit_entries to caseward_operator;
grant select on table app.audit_entries to caseward_sealer;
grant select on table app.audit_leaves to caseward_app;
grant select on table app.audit_leaves to caseward_operator;
grant insert (entry_id, leaf, seq) on table app.audit_leaves to caseward_sealer;
grant select on table app.audit_leaves to caseward_sealer;
grant select (created_at, id, name, number, public_key) on table app.audit_signing_keys to caseward_app;
grant select on table app.audit_signing_keys to caseward_operator;
grant update (sealed_private_key) on table app.audit_signing_keys to caseward_operator;
grant insert (id, name, public_key, sealed_private_key) on table app.audit_signing_keys to caseward_sealer;
grant select on table app.audit_signing_keys to caseward_sealer;
grant select on table app.backup_codes to caseward_operator;
grant insert on table app.backups to caseward_operator;
grant select on table app.backups to caseward_operator;
grant update (removed_at) on table app.backups to caseward_operator;
grant select on table app.break_glass_uses to caseward_operator;
grant insert (last_number, workspace_id) on table app.case_counters to caseward_app;
grant select on table app.case_counters to caseward_app;
grant update (last_number) on table app.case_counters to caseward_app;
grant insert on table app.case_counters to caseward_operator;
grant select on table app.case_counters to caseward_operator;
grant delete on table app.case_drafts to caseward_app;
grant insert (base_version, case_id, id, sealed_content, user_id, workspace_id) on table app.case_drafts to caseward_app;
grant select on table app.case_drafts to caseward_app;
grant update (base_version, saved_at, sealed_content) on table app.case_drafts to caseward_app;
grant select on table app.case_drafts to caseward_operator;
grant update (sealed_content) on table app.case_drafts to caseward_operator;
grant delete on table app.case_grants to caseward_app;
grant insert (case_id, expires_at, granted_by, kind, user_id, workspace_id) on table app.case_grants to caseward_app;
grant select on table app.case_grants to caseward_app;
grant update (expires_at, granted_by, kind) on table app.case_grants to caseward_app;
grant insert on table app.case_grants to caseward_operator;
grant select on table app.case_grants to caseward_operator;
grant insert (import_id, sealed_bytes, start, workspace_id) on table app.case_import_parts to caseward_app;
grant select on table app.case_import_parts to caseward_app;
grant select on table app.case_import_parts to caseward_operator;
grant update (sealed_bytes) on table app.case_import_parts to caseward_operator;
grant insert (case_id, case_version, faults, import_id, row_number, workspace_id) on table app.case_import_rows to caseward_app;
grant select on table app.case_import_rows to caseward_app;
grant select on table app.case_import_rows to caseward_operator;
grant delete on table app.case_imports to caseward_app;
grant insert (id, made_by, sealed_name, size, workspace_id) on table app.case_imports to caseward_app;
grant select on table app.case_imports to caseward_app;
grant update (beat_at, done_at, kept, made, plan, received, refused, row_count, row_done, run_id, state, tried, undone) on table app.case_imports to caseward_app;
grant select on table app.case_imports to caseward_operator;
grant update (sealed_name) on table app.case_imports to caseward_operator;
grant delete on table app.case_links to caseward_app;
grant insert (case_id, created_by, id, kind, other_id, workspace_id) on table app.case_links to caseward_app;
grant select on table app.case_links to caseward_app;
grant insert on table app.case_links to caseward_operator;
grant select on table app.case_links to caseward_operator;
grant delete on table app.case_staff to caseward_app;
grant insert (case_id, slot, user_id, workspace_id) on table app.case_staff to caseward_app;
grant select on table app.case_staff to caseward_app;
grant insert on table app.case_staff to caseward_operator;
grant select on table app.case_staff to caseward_operator;
grant delete on table app.case_tags to caseward_app;
grant insert (case_id, tag_id, workspace_id) on table app.case_tags to caseward_app;
grant select on table app.case_tags to caseward_app;
grant insert on table app.case_tags to caseward_operator;
grant select on table app.case_tags to caseward_operator;
grant delete on table app.cases to caseward_app;
grant insert (case_type, category_id, creator_id, due_at, id, number, owner_id, phase, sealed_body, sealed_list, severity, state, workspace_id) on table app.cases to caseward_app;
grant select on table app.cases to caseward_app;
grant update (case_type, category_id, content_version, due_at, legal_hold, owner_id, phase, restricted, revision_needed, sealed_body, sealed_list, severity, state, updated_at, version) on table app.cases to caseward_app;
grant insert on table app.cases to caseward_operator;
grant select on table app.cases to caseward_operator;
grant update (sealed_body, sealed_list) on table app.cases to caseward_operator;
grant delete on table app.categories to caseward_app;
grant insert (id, "position", sealed_name, workspace_id) on table app.categories to caseward_app;
grant select on table app.categories to caseward_app;
grant update (archived_at, "position", sealed_name, version) on table app.categories to caseward_app;
grant insert on table app.categories to caseward_operator;
grant select on table app.categories to caseward_operator;
grant update (sealed_name) on table app.categories to caseward_operator;
grant insert (anchor_id, anchor_kind, author_id, case_id, id, sealed_content, workspace_id) on table app.comments to caseward_app;
grant select on table app.comments to caseward_app;
grant update (deleted_at, edited_at, resolved_at, resolved_by, sealed_content, version) on table app.comments to caseward_app;
grant insert on table app.comments to caseward_operator;
grant select on table app.comments to caseward_operator;
grant update (sealed_content) on table app.comments to caseward_operator;
grant insert (contact_id, decision, id, noted_by, purpose, sealed_how, workspace_id) on table app.contact_consents to caseward_app;
grant select on table app.contact_consents to caseward_app;
grant insert on table app.contact_consents to caseward_operator;
grant select on table app.contact_consents to caseward_operator;
grant update (sealed_how) on table app.contact_consents to caseward_operator;
grant insert (contact_id, decision, id, noted_by, sealed_reason, workspace_id) on table app.contact_holds to caseward_app;
grant select on table app.contact_holds to caseward_app;
grant insert on table app.contact_holds to caseward_operator;
grant select on table app.contact_holds to caseward_operator;
grant update (sealed_reason) on table app.contact_holds to caseward_operator;
grant delete on table app.contact_words to caseward_app;
grant insert (contact_id, token, workspace_id) on table app.contact_words to caseward_app;
grant select on table app.contact_words to caseward_app;
grant select on table app.contact_words to caseward_operator;
grant delete on table app.contacts to caseward_app;
grant insert (id, owner_id, sealed_content, source, workspace_id) on table app.contacts to caseward_app;
grant select on table app.contacts to caseward_app;
grant update (do_not_sell_at, do_not_sell_by, do_not_sell_from, legal_hold, owner_id, sealed_content, source, state, version) on table app.contacts to caseward_app;
grant insert on table app.contacts to caseward_operator;
grant select on table app.contacts to caseward_operator;
grant update (sealed_content) on table app.contacts to caseward_operator;
grant insert (by_id, id, receipt, receipt_digest, user_id, workspace_id) on table app.departures to caseward_app;
grant select on table app.departures to caseward_app;
grant select on table app.departures to caseward_operator;
grant select (at) on table app.dns_reviews to caseward_app;
grant insert (findings, id, names, sealed_record) on table app.dns_reviews to caseward_operator;
grant select on table app.dns_reviews to caseward_operator;
grant update (sealed_record) on table app.dns_reviews to caseward_operator;
grant insert on table app.drills to caseward_operator;
grant select on table app.drills to caseward_operator;
grant insert on table app.erasures to caseward_operator;
grant select on table app.erasures to caseward_operator;
grant select on table app.erasures to caseward_sealer;
grant update (key, note) on table app.erasures to caseward_sealer;
grant insert (blob_key, case_id, id, media_type, replaces_id, sealed_list, size, uploader_id, visibility, workspace_id) on table app.evidence to caseward_app;
grant select on table app.evidence to caseward_app;
grant update (blob_key, deleted_at, media_type, received, refusal, scanned_at, sealed_list, sealed_text, sha256, size, state, version, visibility) on table app.evidence to caseward_app;
grant insert on table app.evidence to caseward_operator;
grant select on table app.evidence to caseward_operator;
grant update (replaces_id, sealed_file_key, sealed_list, sealed_text) on table app.evidence to caseward_operator;
grant select on table app.evidence_packs to caseward_app;
grant select on table app.evidence_packs to caseward_operator;
grant delete on table app.evidence_pieces to caseward_app;
grant insert (evidence_id, id, size, start, workspace_id) on table app.evidence_pieces to caseward_app;
grant select on table app.evidence_pieces to caseward_app;
grant select on table app.evidence_pieces to caseward_operator;
grant update (sealed_file_key) on table app.evidence_pieces to caseward_operator;
grant delete on table app.export_files to caseward_app;
grant insert (export_id, id, number, workspace_id) on table app.export_files to caseward_app;
grant select on table app.export_files to caseward_app;
grant update (sealed_head) on table app.export_files to caseward_app;
grant select on table app.export_files to caseward_operator;
grant update (sealed_file_key, sealed_head) on table app.export_files to caseward_operator;
grant insert (id, requested_by, workspace_id) on table app.exports to caseward_app;
grant select on table app.exports to caseward_app;
grant update (beat_at, done_at, files, place, run_id, size, state, steps, steps_total) on table app.exports to caseward_app;
grant select on table app.exports to caseward_operator;
grant select on table app.gone_files to caseward_operator;
grant select on table app.health_changes to caseward_app;
grant select on table app.health_changes to caseward_operator;
grant select on table app.health_days to caseward_app;
grant select on table app.health_days to caseward_operator;
grant select on table app.health_looks to caseward_app;
grant select on table app.health_looks to caseward_operator;
grant insert (due_at, incident_id, kind, number, sealed_text) on table app.incident_steps to caseward_operator;
grant select on table app.incident_steps to caseward_operator;
grant update (done_at, sealed_text) on table app.incident_steps to caseward_operator;
grant insert (id, kind, known_at, notify_by, report_id, sealed_facts, severity) on table app.incidents to caseward_operator;
grant select on table app.incidents to caseward_operator;
grant update (closed_at, kind, notify_by, sealed_facts, severity, state) on table app.incidents to caseward_operator;
grant insert (assigned_only, email_digest, expires_at, id, inviter_id, role, sealed_email, token_digest, workspace_id) on table app.invitations to caseward_app;
grant select on table app.invitations to caseward_app;
grant update (expires_at, state, token_digest) on table app.invitations to caseward_app;
grant select on table app.invitations to caseward_operator;
grant update (sealed_email) on table app.invitations to caseward_operator;
grant insert (id, key_digest, request_digest, sealed_reply, user_id, workspace_id) on table app.kept_replies to caseward_app;
grant select on table app.kept_replies to caseward_app;
grant update (expires_at, id, request_digest, sealed_reply) on table app.kept_replies to caseward_app;
grant select on table app.kept_replies to caseward_operator;
grant update (sealed_reply) on table app.kept_replies to caseward_operator;
grant delete on table app.log_alerts to caseward_app;
grant insert (by_mail, id, judged_to, kind, made_by, sealed_name, sealed_webhook, threshold, window_minutes, workspace_id) on table app.log_alerts to caseward_app;
grant select on table app.log_alerts to caseward_app;
grant update (active, judged_to, sealed_name, threshold, version, window_minutes) on table app.log_alerts to caseward_app;
grant select on table app.log_alerts to caseward_operator;
grant update (sealed_name, sealed_webhook) on table app.log_alerts to caseward_operator;
grant delete on table app.log_streams to caseward_app;
grant insert (id, kind, made_by, sealed_settings, sent_to, workspace_id) on table app.log_streams to caseward_app;
grant select on table app.log_streams to caseward_app;
grant update (active, failing_since, failure, last_sent_at, lease_id, leased_until, next_try_at, sent, sent_to, tries, version) on table app.log_streams to caseward_app;
grant select on table app.log_streams to caseward_operator;
grant update (sealed_settings) on table app.log_streams to caseward_operator;
grant select on table app.mailed_tokens to caseward_operator;
grant update (sealed_email) on table app.mailed_tokens to caseward_operator;
grant insert (assigned_only, role, sealed_profile, user_id, workspace_id) on table app.memberships to caseward_app;
grant select on table app.memberships to caseward_app;
grant update (assigned_only, break_glass, changed_at, role, sealed_profile, state, version) on table app.memberships to caseward_app;
grant insert on table app.memberships to caseward_operator;
grant select on table app.memberships to caseward_operator;
grant update (sealed_profile) on table app.memberships to caseward_operator;
grant delete on table app.mentions to caseward_app;
grant insert (comment_id, user_id, workspace_id) on table app.mentions to caseward_app;
grant select on table app.mentions to caseward_app;
grant update (seen_at) on table app.mentions to caseward_app;
grant insert on table app.mentions to caseward_operator;
grant select on table app.mentions to caseward_operator;
grant insert on table app.operator_tokens to caseward_operator;
grant select on table app.operator_tokens to caseward_operator;
grant update on table app.operator_tokens to caseward_operator;
grant insert (payload, target_id, topic, workspace_id) on table app.outbox to caseward_app;
grant select on table app.outbox to caseward_app;
grant select on table app.passkeys to caseward_operator;
grant update (sealed_device, sealed_name) on table app.passkeys to caseward_operator;
grant select on table app.passwords to caseward_operator;
grant insert (acknowledge_by, by_form, due_at, follow_digest, id, kind, law, received_at, sealed_course, sealed_request, workspace_id) on table app.privacy_requests to caseward_app;
grant select on table app.privacy_requests to caseward_app;
grant update (closed_at, due_at, extended_at, handler_id, identity_checked_at, record_digest, reminded_at, sealed_course, sealed_record, state) on table app.privacy_requests to caseward_app;
grant select on table app.privacy_requests to caseward_operator;
grant update (sealed_course, sealed_record, sealed_request) on table app.privacy_requests to caseward_operator;
grant select on table app.probe_mails to caseward_operator;
grant update (sealed_mail) on table app.probe_mails to caseward_operator;
grant select on table app.probe_worlds to caseward_operator;
grant select on table app.proof_runs to caseward_app;
grant select on table app.proof_runs to caseward_operator;
grant insert on table app.recovery_kits to caseward_operator;
grant select on table app.recovery_kits to caseward_operator;
grant update (confirmed_at) on table app.recovery_kits to caseward_operator;
grant select on table app.red_days to caseward_app;
grant select on table app.red_days to caseward_operator;
grant delete on table app.retention_rules to caseward_app;
grant insert (case_type, class, days, workspace_id) on table app.retention_rules to caseward_app;
grant select on table app.retention_rules to caseward_app;
grant update (changed_at, days) on table app.retention_rules to caseward_app;
grant insert on table app.retention_rules to caseward_operator;
grant select on table app.retention_rules to caseward_operator;
grant insert (decided_at, decision, reviewer_id, round_id, sealed_comment, workspace_id) on table app.review_decisions to caseward_app;
grant select on table app.review_decisions to caseward_app;
grant update (decided_at, decision, reviewer_id, sealed_comment, voided_at) on table app.review_decisions to caseward_app;
grant insert on table app.review_decisions to caseward_operator;
grant select on table app.review_decisions to caseward_operator;
grant update (sealed_comment) on table app.review_decisions to caseward_operator;
grant insert (case_id, closed_at, content_version, id, opened_by, rule_count, rule_mode, sealed_note, state, workspace_id) on table app.review_rounds to caseward_app;
grant select on table app.review_rounds to caseward_app;
grant update (closed_at, content_version, state) on table app.review_rounds to caseward_app;
grant insert on table app.review_rounds to caseward_operator;
grant select on table app.review_rounds to caseward_operator;
grant update (sealed_note) on table app.review_rounds to caseward_operator;
grant delete on table app.saved_views to caseward_app;
grant insert (id, sealed_content, shared, user_id, workspace_id) on table app.saved_views to caseward_app;
grant select on table app.saved_views to caseward_app;
grant update (sealed_content, shared, version) on table app.saved_views to caseward_app;
grant insert on table app.saved_views to caseward_operator;
grant select on table app.saved_views to caseward_operator;
grant update (sealed_content) on table app.saved_views to caseward_operator;
grant insert (created_by, default_role, workspace_id) on table app.scim_directories to caseward_app;
grant select on table app.scim_directories to caseward_app;
grant update (active, changed_at, default_role, version) on table app.scim_directories to caseward_app;
grant select on table app.scim_directories to caseward_operator;
grant delete on table app.scim_group_members to caseward_app;
grant insert (group_id, membership_id, workspace_id) on table app.scim_group_members to caseward_app;
grant select on table app.scim_group_members to caseward_app;
grant select on table app.scim_group_members to caseward_operator;
grant delete on table app.scim_groups to caseward_app;
grant insert (external_id_digest, id, name_digest, sealed_attributes, workspace_id) on table app.scim_groups to caseward_app;
grant select on table app.scim_groups to caseward_app;
grant update (changed_at, external_id_digest, name_digest, role, sealed_attributes, version) on table app.scim_groups to caseward_app;
grant select on table app.scim_groups to caseward_operator;
grant update (sealed_attributes) on table app.scim_groups to caseward_operator;
grant insert (created_by, expires_at, id, public_id, secret_hash, workspace_id) on table app.scim_tokens to caseward_app;
grant select (created_at, created_by, expires_at, id, last_used_at, public_id, reminded_days, revoked_at, workspace_id) on table app.scim_tokens to caseward_app;
grant update (expires_at, reminded_days, revoked_at) on table app.scim_tokens to caseward_app;
grant select on table app.scim_tokens to caseward_operator;
grant insert (ended_by_directory, external_id_digest, membership_id, sealed_attributes, user_name_digest, workspace_id) on table app.scim_users to caseward_app;
grant select on table app.scim_users to caseward_app;
grant update (changed_at, ended_by_directory, external_id_digest, sealed_attributes, user_name_digest) on table app.scim_users to caseward_app;
grant select on table app.scim_users to caseward_operator;
grant update (sealed_attributes) on table app.scim_users to caseward_operator;
grant delete on table app.search_docs to caseward_app;
grant insert (case_id, source_id, source_kind, tokens, workspace_id) on table app.search_docs to caseward_app;
grant select on table app.search_docs to caseward_app;
grant update (tokens) on table app.search_docs to caseward_app;
grant select on table app.search_docs to caseward_operator;
grant select on table app.sessions to caseward_operator;
grant update (sealed_origin) on table app.sessions to caseward_operator;
grant insert on table app.setup_links to caseward_operator;
grant select on table app.setup_links to caseward_operator;
grant update on table app.setup_links to caseward_operator;
grant insert (digest, id, kind, workspace_id) on table app.signed_records to caseward_app;
grant select on table app.signed_records to caseward_app;
grant select on table app.signed_records to caseward_operator;
grant select on table app.signed_records to caseward_sealer;
grant update (key, note) on table app.signed_records to caseward_sealer;
grant delete on table app.sso_connections to caseward_app;
grant insert (created_by, id, kind, metadata_at, sealed_private_key, sealed_settings, workspace_id) on table app.sso_connections to caseward_app;
grant select on table app.sso_connections to caseward_app;
grant update (active, changed_at, join_role, metadata_at, metadata_failing_since, reminded_days, sealed_settings, sealed_test, tested_at, tested_by, tested_version, unasked, version) on table app.sso_connections to caseward_app;
grant select on table app.sso_connections to caseward_operator;
grant update (sealed_private_key, sealed_settings, sealed_test) on table app.sso_connections to caseward_operator;
grant delete on table app.sso_domains to caseward_app;
grant insert (challenge, created_by, domain, id, workspace_id) on table app.sso_domains to caseward_app;
grant select on table app.sso_domains to caseward_app;
grant update (checked_at, verified_at, verified_by) on table app.sso_domains to caseward_app;
grant insert (challenge, domain, verified_at, verified_by, workspace_id) on table app.sso_domains to caseward_operator;
grant select on table app.sso_domains to caseward_operator;
grant update (verified_at, verified_by) on table app.sso_domains to caseward_operator;
grant insert (connection_id, user_id, workspace_id) on table app.sso_people to caseward_app;
grant select on table app.sso_people to caseward_app;
grant update (last_at) on table app.sso_people to caseward_app;
grant select on table app.sso_people to caseward_operator;
grant select on table app.sso_sessions to caseward_operator;
grant update (sealed_subject) on table app.sso_sessions to caseward_operator;
grant select on table app.sso_sign_ins to caseward_operator;
grant update (sealed_arrival, sealed_state) on table app.sso_sign_ins to caseward_operator;
grant select on table app.sso_spent to caseward_operator;
grant select on table app.status_notes to caseward_app;
grant delete on table app.status_notes to caseward_operator;
grant insert (about, id, said, state) on table app.status_notes to caseward_operator;
grant select on table app.status_notes to caseward_operator;
grant delete on table app.system_keys to caseward_operator;
grant insert on table app.system_keys to caseward_operator;
grant select on table app.system_keys to caseward_operator;
grant update on table app.system_keys to caseward_operator;
grant delete on table app.tags to caseward_app;
grant insert (id, name_digest, sealed_name, workspace_id) on table app.tags to caseward_app;
grant select on table app.tags to caseward_app;
grant update (name_digest, sealed_name, version) on table app.tags to caseward_app;
grant insert on table app.tags to caseward_operator;
grant select on table app.tags to caseward_operator;
grant update (sealed_name) on table app.tags to caseward_operator;
grant delete on table app.templates to caseward_app;
grant insert (case_type, id, "position", sealed_content, workspace_id) on table app.templates to caseward_app;
grant select on table app.templates to caseward_app;
grant update (case_type, "position", sealed_content, version) on table app.templates to caseward_app;
grant insert on table app.templates to caseward_operator;
grant select on table app.templates to caseward_operator;
grant update (sealed_content) on table app.templates to caseward_operator;
grant select on table app.totp_secrets to caseward_operator;
grant update (sealed_secret) on table app.totp_secrets to caseward_operator;
grant insert on table app.users to caseward_operator;
grant select on table app.users to caseward_operator;
grant update (sealed_profile) on table app.users to caseward_operator;
grant select (closed_at, credit) on table app.vulnerability_reports to caseward_app;
grant select on table app.vulnerability_reports to caseward_operator;
grant update (acknowledged_at, closed_at, credit, sealed_answer, sealed_report, severity, state) on table app.vulnerability_reports to caseward_operator;
grant select on table app.witnessed_logs to caseward_app;
grant select on table app.witnessed_logs to caseward_operator;
grant select on table app.workspace_keys to caseward_app;
grant delete on table app.workspace_keys to caseward_operator;
grant insert on table app.workspace_keys to caseward_operator;
grant select on table app.workspace_keys to caseward_operator;
grant update on table app.workspace_keys to caseward_operator;
grant select on table app.workspaces to caseward_app;
grant update (break_glass, deletion_at, ip_ranges, policies, private_devices, region, sealed_profile, settings, sign_in_methods, sso_enforced, state, strong_factor_from, version) on table app.workspaces to caseward_app;
grant insert on table app.workspaces to caseward_operator;
grant select on table app.workspaces to caseward_operator;
grant update (break_glass, evidence_quota, ip_ranges, sealed_profile, sign_in_methods, sso_enforced) on table app.workspaces to caseward_operator;
grant select on table public.caseward_migrations to caseward_app;
grant select on table public.caseward_migrations to caseward_operator;
grant select on table public.caseward_migrations to caseward_sealer;

-- Default privileges

-- default privileges of caseward_owner in every schema: f {caseward_owner=X/caseward_owner}
