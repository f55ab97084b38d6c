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

create table app.audit_checkpoints (
  size bigint not null,
  root bytea not null,
  note text not null,
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
  updated_at timestamp with time zone not null default now()
);

create table app.categories (
  workspace_id uuid not null,
  id uuid not null default gen_random_uuid(),
  sealed_name bytea not null,
  "position" integer not null default 0,
  archived_at timestamp with time zone
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

create table app.evidence_pieces (
  workspace_id uuid not null,
  evidence_id uuid not null,
  start bigint not null,
  id uuid not null,
  size bigint not null,
  created_at timestamp with time zone not null default now(),
  sealed_file_key bytea
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
  created_at timestamp with time zone not null default now()
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
  revoked_at timestamp with time zone
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
  sealed_name bytea not null
);

create table app.templates (
  workspace_id uuid not null,
  id uuid not null default gen_random_uuid(),
  case_type text not null,
  sealed_content bytea not null,
  "position" integer not null default 0
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
  evidence_quota bigint
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

CREATE OR REPLACE FUNCTION app.answer_to_sign_in(p_user uuid, p_factor text, p_workspace uuid)
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
    insert into app.sessions (id, user_id, stage, sealed_origin, expires_at, first_factor)
      values (v_id, p_user, 'full', '\x00', now() + interval '1 minute', p_factor);
    v_answer := app.answer_at_door(v_id, p_workspace);
    raise exception 'undone' using errcode = 'CW000';
  exception when sqlstate 'CW000' then
    return v_answer;
  end;
end
$function$
;
alter function app.answer_to_sign_in(p_user uuid, p_factor text, p_workspace uuid) owner to caseward_owner;

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

CREATE OR REPLACE FUNCTION app.audit_reads(p_workspaces uuid[], p_actors uuid[], p_sessions uuid[], p_actions text[], p_target_kinds text[], p_targets uuid[], p_fields text[], p_ips bytea[], p_requests text[], p_details jsonb[])
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  insert into app.audit_entries (workspace_id, actor_kind, actor_id, session_id, action, target_kind, target_id,
      fields, ip_sealed, request_id, detail)
  select r.workspace_id,
    case when r.actor_id is null then 'anonymous'
      when exists (select 1 from app.api_tokens t where t.workspace_id = r.workspace_id and t.id = r.session_id) then 'token'
      when exists (select 1 from app.scim_tokens t where t.workspace_id = r.workspace_id and t.id = r.session_id) then 'scim'
      else 'user' end,
    r.actor_id, r.session_id,
    r.action, r.target_kind, r.target_id, string_to_array(r.fields, ','), r.ip, r.request_id, r.detail
  from unnest(p_workspaces, p_actors, p_sessions, p_actions, p_target_kinds, p_targets, p_fields, p_ips,
      p_requests, p_details)
    as r (workspace_id, actor_id, session_id, action, target_kind, target_id, fields, ip, request_id, detail)
$function$
;
alter function app.audit_reads(p_workspaces uuid[], p_actors uuid[], p_sessions uuid[], p_actions text[], p_target_kinds text[], p_targets uuid[], p_fields text[], p_ips bytea[], p_requests text[], p_details jsonb[]) owner to caseward_owner;

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
  update app.sign_in_codes c set consumed_at = now() where c.email_digest in (v_old, v_new) and c.consumed_at is null;
  update app.mailed_tokens t set used_at = now() where t.user_id = who and t.used_at is null;
  perform app.renew_alone(p_session, p_new, p_sealed_origin, 'full', 'email_changed', p_moment, p_proof);
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
declare
  who uuid := (app.use_session(p_session)).user_id;
  n int;
begin
  update app.users u set tokens_valid_after = clock_timestamp() where u.id = who;
  update app.sessions t set ended_at = now(), end_reason = 'signed_out_everywhere'
    where t.user_id = who and t.ended_at is null;
  get diagnostics n = row_count;
  return n;
end
$function$
;
alter function app.end_all_sessions(p_session uuid) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.end_departed(p_user uuid)
 RETURNS TABLE(drafts integer, sessions integer)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  here uuid := app.tenant();
  v_nowhere boolean;
begin
  if here is null or app.actor_rank() < 5 or not exists (select 1 from app.memberships m
      where m.workspace_id = here and m.user_id = p_user and m.state = 'removed') then
    raise exception 'no departure' using errcode = 'CW404';
  end if;
  v_nowhere := not exists (select 1 from app.memberships m where m.user_id = p_user and m.state <> 'removed');
  delete from app.case_drafts d where d.workspace_id = here and d.user_id = p_user;
  get diagnostics drafts = row_count;
  update app.sessions s set ended_at = now(), end_reason = 'departure'
    where s.user_id = p_user and s.ended_at is null and (v_nowhere or s.sso_workspace_id = here);
  get diagnostics sessions = row_count;
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
 RETURNS TABLE(entered_user uuid, entered_member uuid, entered_role text, entered_assigned_only boolean, entered_policies jsonb, entered_version integer, entered_token uuid, entered_scopes text[])
 LANGUAGE plpgsql
 SECURITY DEFINER ROWS 1
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  s record;
  m record;
begin
  select t.user_id, t.stage, t.private_device, t.last_seen_at, t.first_factor, t.sso_workspace_id,
      t.factor_at < t.created_at as vouched_only into s
    from app.sessions t join app.users u on u.id = t.user_id
    where t.id = p_pass and t.ended_at is null and t.expires_at > now()
      and t.created_at >= u.tokens_valid_after and u.disabled_at is null;
  if not found then
    return query select * from app.enter_by_token(p_pass, p_workspace, p_ip);
    return;
  end if;
  if s.stage <> 'full' then
    raise exception 'sign-in not finished' using errcode = case s.stage when 'second_factor' then 'CW402' else 'CW414' end;
  end if;
  if s.last_seen_at < now() - interval '5 minutes' then
    perform app.use_session(p_pass);
  end if;
  select t.id, t.role, t.assigned_only, t.admin_since, t.break_glass and w.break_glass as past_sso, w.policies, w.version,
      w.sign_in_methods, w.strong_factor_from, w.ip_ranges, w.sso_enforced into m
    from app.memberships t join app.workspaces w on w.id = t.workspace_id
    where t.workspace_id = p_workspace and t.user_id = s.user_id and t.state = 'active' and w.state = 'active';
  if not found then
    raise exception 'workspace refused' using errcode = 'CW404';
  end if;
  if m.ip_ranges is not null and (p_ip <<= any (m.ip_ranges)) is not true then
    raise exception 'address refused' using errcode = 'CW412';
  end if;
  if (m.sso_enforced and s.sso_workspace_id is distinct from p_workspace
      or m.sign_in_methods is not null and s.first_factor <> all (m.sign_in_methods))
    and not m.past_sso then
    raise exception 'another way of signing in' using errcode = 'CW411';
  end if;
  if s.sso_workspace_id is distinct from p_workspace then
    if m.sso_enforced then
      perform app.note_break_glass(p_workspace, p_pass, s.user_id);
    elsif s.vouched_only and s.sso_workspace_id is not null then
      raise exception 'factor of their own missing' using errcode = 'CW413';
    end if;
  end if;
  if m.admin_since is not null or m.strong_factor_from is not null then
    perform app.check_demands(s.user_id, app.rank_of(m.role), m.admin_since, m.strong_factor_from,
      s.sso_workspace_id is not distinct from p_workspace);
  end if;
  perform app.put_context(p_pass, p_workspace, s.user_id, app.rank_of(m.role), m.assigned_only);
  return query select s.user_id, m.id, m.role, m.assigned_only, m.policies, m.version, null::uuid, null::text[];
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
 RETURNS TABLE(entered_user uuid, entered_member uuid, entered_role text, entered_assigned_only boolean, entered_policies jsonb, entered_version integer, entered_token uuid, entered_scopes text[])
 LANGUAGE plpgsql
 SECURITY DEFINER ROWS 1
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
  select x.policies, x.version, x.ip_ranges into w
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
  return query select t.directory, '00000000-0000-0000-0000-000000000000'::uuid, 'admin'::text, false, w.policies,
    w.version, t.id, array['scim'];
end
$function$
;
alter function app.enter_by_scim(p_pass uuid, p_workspace uuid, p_ip inet) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.enter_by_token(p_pass uuid, p_workspace uuid, p_ip inet)
 RETURNS TABLE(entered_user uuid, entered_member uuid, entered_role text, entered_assigned_only boolean, entered_policies jsonb, entered_version integer, entered_token uuid, entered_scopes text[])
 LANGUAGE plpgsql
 SECURITY DEFINER ROWS 1
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  t record;
  w record;
  m record;
  v_role text;
  v_bound boolean;
begin
  select k.id, k.workspace_id, k.role, k.scopes, k.ip_ranges, k.maker_id, k.survives_maker, k.last_used_at, u.disabled_at into t
    from app.api_tokens k join app.users u on u.id = k.maker_id
    where k.pass_id = p_pass and k.revoked_at is null and k.expires_at > now();
  if not found then
    return query select * from app.enter_by_scim(p_pass, p_workspace, p_ip);
    return;
  end if;
  select x.policies, x.version, x.strong_factor_from, x.ip_ranges into w
    from app.workspaces x where x.id = p_workspace and x.state = 'active' and x.id = t.workspace_id;
  if not found then
    raise exception 'workspace refused' using errcode = 'CW404';
  end if;
  select x.id, x.role, x.assigned_only, x.admin_since into m
    from app.memberships x
    where x.workspace_id = p_workspace and x.user_id = t.maker_id and x.state = 'active' and t.disabled_at is null;
  if not found and not t.survives_maker then
    raise exception 'session refused' using errcode = 'CW401';
  end if;
  if (w.ip_ranges is not null and (p_ip <<= any (w.ip_ranges)) is not true)
    or (t.ip_ranges is not null and (p_ip <<= any (t.ip_ranges)) is not true) then
    raise exception 'address refused' using errcode = 'CW412';
  end if;
  if m.id is null then
    v_role := t.role;
    v_bound := false;
  else
    v_role := case when app.rank_of(m.role) < app.rank_of(t.role) then m.role else t.role end;
    v_bound := m.assigned_only;
    perform app.check_demands(t.maker_id, app.rank_of(m.role), m.admin_since, w.strong_factor_from, false);
  end if;
  if t.last_used_at is null or t.last_used_at < now() - interval '1 minute' then
    update app.api_tokens k set last_used_at = now() where k.workspace_id = t.workspace_id and k.id = t.id;
  end if;
  perform app.put_context(t.id, p_workspace, t.maker_id, app.rank_of(v_role), v_bound);
  return query select t.maker_id, coalesce(m.id, '00000000-0000-0000-0000-000000000000'::uuid), v_role, v_bound, w.policies,
    w.version, t.id, t.scopes;
end
$function$
;
alter function app.enter_by_token(p_pass uuid, p_workspace uuid, p_ip inet) owner to caseward_owner;

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

CREATE OR REPLACE FUNCTION app.expired_probe_worlds()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$ select w.id from app.probe_worlds w where w.expires_at < now() $function$
;
alter function app.expired_probe_worlds() owner to caseward_owner;

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
  update app.users u set tokens_valid_after = clock_timestamp() where u.id = p_user and u.disabled_at is null;
  if not found then
    return false;
  end if;
  update app.sessions t set ended_at = now(), end_reason = 'password_changed' where t.user_id = p_user and t.ended_at is null;
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
begin
  select * into w from app.probe_worlds t where t.id = p_id for update;
  if not found then
    return false;
  end if;
  select coalesce(array_agg(m.user_id), '{}') into guests from app.memberships m
    join app.workspaces t on t.id = m.workspace_id and t.synthetic
    where m.workspace_id = any (w.workspace_ids);
  update app.workspaces t set state = 'purged', settings = '{}', policies = '{}'
    where t.id = any (w.workspace_ids) and t.synthetic;
  delete from app.workspace_keys k using app.workspaces t
    where k.workspace_id = t.id and t.id = any (w.workspace_ids) and t.synthetic;
  delete from app.invitations i using app.workspaces t
    where i.workspace_id = t.id and t.id = any (w.workspace_ids) and t.synthetic;
  delete from app.api_tokens k using app.workspaces t
    where k.workspace_id = t.id and t.id = any (w.workspace_ids) and t.synthetic;
  delete from app.memberships m using app.workspaces t
    where m.workspace_id = t.id and t.id = any (w.workspace_ids) and t.synthetic;
  delete from app.users u where (u.id = any (w.user_ids) or u.id = any (guests))
    and not exists (select 1 from app.memberships m where m.user_id = u.id)
    and not exists (select 1 from app.invitations i where i.inviter_id = u.id);
  delete from app.probe_worlds t where t.id = p_id;
  return true;
end
$function$
;
alter function app.purge_probe_world(p_id uuid) owner to caseward_owner;

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
      must_change = false, set_at = now();
  update app.mailed_tokens t set used_at = now()
    where t.user_id = p_user and t.purpose = 'password_reset' and t.used_at is null
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

CREATE OR REPLACE FUNCTION app.redeem_password_reset(p_digest bytea, p_hash text, p_recheck boolean)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  who uuid;
begin
  update app.mailed_tokens t set used_at = now()
    where t.token_digest = p_digest and t.purpose = 'password_reset' and t.used_at is null and t.expires_at > now()
    returning t.user_id into who;
  if not found then
    return null;
  end if;
  update app.users u set tokens_valid_after = clock_timestamp() where u.id = who and u.disabled_at is null;
  if not found then
    return null;
  end if;
  update app.sessions t set ended_at = now(), end_reason = 'password_changed' where t.user_id = who and t.ended_at is null;
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
  if exists (select 1 from app.users) then
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
  update app.mailed_tokens t set used_at = now()
    where t.user_id = who and t.purpose = 'password_reset' and t.used_at is null;
  perform app.renew_alone(p_session, p_new, p_sealed_origin, 'full', 'password_removed', p_moment, p_proof);
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

CREATE OR REPLACE FUNCTION app.renew_alone(p_session uuid, p_new uuid, p_sealed_origin bytea, p_stage text, p_reason text, p_moment bigint, p_proof bytea)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  who uuid := app.renew_session(p_session, p_new, p_sealed_origin, null, p_stage, p_moment, p_proof);
begin
  update app.sessions t set ended_at = now(), end_reason = p_reason
    where t.user_id = who and t.ended_at is null and t.id <> p_new;
  update app.users u set tokens_valid_after = s.created_at from app.sessions s where s.id = p_new and u.id = who;
  return who;
end
$function$
;
alter function app.renew_alone(p_session uuid, p_new uuid, p_sealed_origin bytea, p_stage text, p_reason text, p_moment bigint, p_proof bytea) owner to caseward_owner;

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
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$ insert into app.proof_runs (build, results) values (p_build, p_results) $function$
;
alter function app.save_proof_run(p_build text, p_results jsonb) owner to caseward_owner;

CREATE OR REPLACE FUNCTION app.save_setup_link(p_token_digest bytea, p_minutes integer)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if exists (select 1 from app.users) then
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
  return app.renew_alone(p_session, p_new, p_sealed_origin, p_stage, 'password_changed', p_moment, p_proof);
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
    and not exists (select 1 from app.users)
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

CREATE OR REPLACE FUNCTION app.sign_context(p_body text)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select encode(sha256(s.secret || convert_to(p_body || now()::text, 'UTF8') || s.secret), 'hex')
  from app.context_secrets s
$function$
;
alter function app.sign_context(p_body text) owner to caseward_owner;

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
  perform app.sso_proven('end ' || p_connection::text || ' ' || encode(p_subject_digest, 'hex'), p_moment, p_proof);
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
      where t.connection_id = p_connection and t.subject_digest = p_subject_digest
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

CREATE OR REPLACE FUNCTION app.tenant()
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  context text := current_setting('app.context', true);
begin
  if length(context) < 174 or left(context, 64) <> app.sign_context(substr(context, 65)) then
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
      select 'sign_in_' || w.factor, app.answer_to_sign_in(p_user, w.factor, here) from (
        select 'code' as factor
        union all select 'password' where exists (select 1 from app.passwords p where p.user_id = p_user)
        union all select 'passkey' from app.passkeys k where k.user_id = p_user) w
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
alter table app.audit_checkpoints add constraint audit_checkpoints_pkey PRIMARY KEY (size);
alter table app.audit_entries add constraint audit_entries_pkey PRIMARY KEY (id);
alter table app.audit_entries add constraint audit_entries_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['user'::text, 'token'::text, 'scim'::text, 'system'::text, 'operator'::text, 'anonymous'::text])));
alter table app.audit_entries add constraint audit_entries_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES app.workspaces(id) ON DELETE RESTRICT;
alter table app.audit_leaves add constraint audit_leaves_pkey PRIMARY KEY (seq);
alter table app.audit_leaves add constraint audit_leaves_entry_id_key UNIQUE (entry_id);
alter table app.audit_leaves add constraint audit_leaves_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES app.audit_entries(id) ON DELETE RESTRICT;
alter table app.audit_signing_keys add constraint audit_signing_keys_pkey PRIMARY KEY (id);
alter table app.backup_codes add constraint backup_codes_pkey PRIMARY KEY (user_id, code_digest);
alter table app.backup_codes add constraint backup_codes_user_id_fkey FOREIGN KEY (user_id) REFERENCES app.users(id) ON DELETE CASCADE;
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
alter table app.context_secrets add constraint context_secrets_door_key_check CHECK ((length(door_key) = 32));
alter table app.context_secrets add constraint context_secrets_secret_check CHECK ((length(secret) = 32));
alter table app.departures add constraint departures_pkey PRIMARY KEY (workspace_id, id);
alter table app.departures add constraint departures_receipt_check CHECK (((length(receipt) >= 2) AND (length(receipt) <= 100000)));
alter table app.departures add constraint departures_receipt_digest_check CHECK ((length(receipt_digest) = 32));
alter table app.departures add constraint departures_by_id_fkey FOREIGN KEY (by_id) REFERENCES app.users(id) ON DELETE RESTRICT;
alter table app.departures add constraint departures_user_id_fkey FOREIGN KEY (user_id) REFERENCES app.users(id) ON DELETE RESTRICT;
alter table app.departures add constraint departures_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES app.workspaces(id) ON DELETE CASCADE;
alter table app.evidence add constraint evidence_pkey PRIMARY KEY (workspace_id, id);
alter table app.evidence add constraint evidence_blob_key_key UNIQUE (blob_key);
alter table app.evidence add constraint evidence_state_check CHECK ((state = ANY (ARRAY['uploading'::text, 'quarantined'::text, 'clean'::text, 'refused'::text])));
alter table app.evidence add constraint evidence_visibility_check CHECK ((visibility = ANY (ARRAY['case'::text, 'reviewers'::text])));
alter table app.evidence add constraint evidence_workspace_id_case_id_fkey FOREIGN KEY (workspace_id, case_id) REFERENCES app.cases(workspace_id, id) ON DELETE CASCADE;
alter table app.evidence add constraint evidence_workspace_id_replaces_id_fkey FOREIGN KEY (workspace_id, replaces_id) REFERENCES app.evidence(workspace_id, id) ON DELETE SET NULL (replaces_id);
alter table app.evidence add constraint evidence_workspace_id_uploader_id_fkey FOREIGN KEY (workspace_id, uploader_id) REFERENCES app.memberships(workspace_id, user_id) ON DELETE RESTRICT;
alter table app.evidence_pieces add constraint evidence_pieces_pkey PRIMARY KEY (workspace_id, evidence_id, start);
alter table app.evidence_pieces add constraint evidence_pieces_size_check CHECK ((size > 0));
alter table app.evidence_pieces add constraint evidence_pieces_start_check CHECK ((start >= 0));
alter table app.evidence_pieces add constraint evidence_pieces_workspace_id_evidence_id_fkey FOREIGN KEY (workspace_id, evidence_id) REFERENCES app.evidence(workspace_id, id) ON DELETE CASCADE;
alter table app.factor_challenges add constraint factor_challenges_pkey PRIMARY KEY (id);
alter table app.factor_challenges add constraint factor_challenges_challenge_digest_key UNIQUE (challenge_digest);
alter table app.factor_challenges add constraint factor_challenges_purpose_check CHECK ((purpose = ANY (ARRAY['passkey_enrol'::text, 'passkey_sign_in'::text, 'passkey_step_up'::text])));
alter table app.factor_challenges add constraint factor_challenges_session_id_fkey FOREIGN KEY (session_id) REFERENCES app.sessions(id) ON DELETE CASCADE;
alter table app.factor_challenges add constraint factor_challenges_user_id_fkey FOREIGN KEY (user_id) REFERENCES app.users(id) ON DELETE CASCADE;
alter table app.gone_files add constraint gone_files_pkey PRIMARY KEY (workspace_id, blob_id);
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
alter table app.signed_records add constraint signed_records_kind_check CHECK ((kind = ANY (ARRAY['departure'::text, 'access_review'::text])));
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
CREATE INDEX api_tokens_expiry ON app.api_tokens USING btree (expires_at) WHERE (revoked_at IS NULL);
CREATE INDEX api_tokens_maker ON app.api_tokens USING btree (maker_id) WHERE (revoked_at IS NULL);
CREATE INDEX audit_entries_at ON app.audit_entries USING btree (at, id);
CREATE INDEX audit_entries_target ON app.audit_entries USING btree (workspace_id, target_id, at DESC);
CREATE INDEX audit_entries_token ON app.audit_entries USING btree (workspace_id, session_id, at DESC) WHERE (actor_kind = 'token'::text);
CREATE INDEX audit_entries_workspace ON app.audit_entries USING btree (workspace_id, at DESC, id);
CREATE UNIQUE INDEX audit_signing_keys_number ON app.audit_signing_keys USING btree (number);
CREATE INDEX break_glass_untold ON app.break_glass_uses USING btree (at) WHERE (told_at IS NULL);
CREATE INDEX case_grants_user ON app.case_grants USING btree (workspace_id, user_id, case_id);
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
CREATE INDEX departures_user ON app.departures USING btree (workspace_id, user_id, done_at DESC);
CREATE INDEX evidence_case ON app.evidence USING btree (workspace_id, case_id, created_at, id);
CREATE INDEX factor_challenges_expiry ON app.factor_challenges USING btree (expires_at);
CREATE INDEX factor_challenges_session ON app.factor_challenges USING btree (session_id);
CREATE INDEX invitations_email ON app.invitations USING btree (email_digest);
CREATE INDEX kept_replies_expires ON app.kept_replies USING btree (expires_at);
CREATE INDEX kept_replies_user ON app.kept_replies USING btree (user_id);
CREATE INDEX mailed_tokens_expiry ON app.mailed_tokens USING btree (expires_at);
CREATE INDEX mailed_tokens_user ON app.mailed_tokens USING btree (user_id, purpose, created_at DESC);
CREATE INDEX memberships_user ON app.memberships USING btree (user_id);
CREATE INDEX mentions_user ON app.mentions USING btree (workspace_id, user_id, created_at DESC);
CREATE INDEX outbox_created ON app.outbox USING btree (created_at);
CREATE INDEX passkeys_user ON app.passkeys USING btree (user_id, created_at);
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

-- Triggers

CREATE TRIGGER note_deleted AFTER UPDATE OF deleted_at ON app.evidence FOR EACH ROW WHEN (((old.deleted_at IS NULL) AND (new.deleted_at IS NOT NULL))) EXECUTE FUNCTION app.note_gone_file();
CREATE TRIGGER note_gone AFTER DELETE ON app.evidence FOR EACH ROW EXECUTE FUNCTION app.note_gone_file();
CREATE TRIGGER note_replaced AFTER UPDATE OF blob_key ON app.evidence FOR EACH ROW WHEN ((old.blob_key IS DISTINCT FROM new.blob_key)) EXECUTE FUNCTION app.note_gone_file();
CREATE TRIGGER note_gone AFTER DELETE ON app.evidence_pieces FOR EACH ROW EXECUTE FUNCTION app.note_gone_file();
CREATE TRIGGER loosen_scim_tie AFTER UPDATE OF state ON app.memberships FOR EACH ROW WHEN ((old.state IS DISTINCT FROM new.state)) EXECUTE FUNCTION app.loosen_scim_tie();
CREATE TRIGGER note_admin_since BEFORE INSERT OR UPDATE OF role ON app.memberships FOR EACH ROW EXECUTE FUNCTION app.note_admin_since();
CREATE TRIGGER shorten_private_sessions AFTER INSERT OR UPDATE OF state ON app.memberships FOR EACH ROW WHEN ((new.state = 'active'::text)) EXECUTE FUNCTION app.shorten_private_sessions();
CREATE TRIGGER ask_for_new_password BEFORE INSERT ON app.sessions FOR EACH ROW EXECUTE FUNCTION app.ask_for_new_password();
CREATE TRIGGER shorten_private_sessions AFTER UPDATE OF private_devices ON app.workspaces FOR EACH ROW WHEN ((old.private_devices AND (NOT new.private_devices))) EXECUTE FUNCTION app.shorten_private_sessions();

-- Row-level security

alter table app.access_review_members enable row level security, force row level security;
alter table app.access_review_schedules enable row level security, force row level security;
alter table app.access_reviews enable row level security, force row level security;
alter table app.activities enable row level security, force row level security;
alter table app.api_tokens enable row level security, force row level security;
alter table app.audit_checkpoints enable row level security, force row level security;
alter table app.audit_entries enable row level security, force row level security;
alter table app.audit_leaves enable row level security, force row level security;
alter table app.audit_signing_keys enable row level security, force row level security;
alter table app.backup_codes enable row level security, force row level security;
alter table app.break_glass_uses enable row level security, force row level security;
alter table app.case_counters enable row level security, force row level security;
alter table app.case_drafts enable row level security, force row level security;
alter table app.case_grants enable row level security, force row level security;
alter table app.case_links enable row level security, force row level security;
alter table app.case_staff enable row level security, force row level security;
alter table app.case_tags enable row level security, force row level security;
alter table app.cases enable row level security, force row level security;
alter table app.categories enable row level security, force row level security;
alter table app.comments enable row level security, force row level security;
alter table app.context_secrets enable row level security, force row level security;
alter table app.departures enable row level security, force row level security;
alter table app.evidence enable row level security, force row level security;
alter table app.evidence_pieces enable row level security, force row level security;
alter table app.factor_challenges enable row level security, force row level security;
alter table app.gone_files enable row level security, force row level security;
alter table app.invitations enable row level security, force row level security;
alter table app.kept_replies enable row level security, force row level security;
alter table app.mailed_tokens enable row level security, force row level security;
alter table app.memberships enable row level security, force row level security;
alter table app.mentions enable row level security, force row level security;
alter table app.operator_tokens enable row level security, force row level security;
alter table app.outbox enable row level security, force row level security;
alter table app.passkeys enable row level security, force row level security;
alter table app.passwords enable row level security, force row level security;
alter table app.probe_mails enable row level security, force row level security;
alter table app.probe_worlds enable row level security, force row level security;
alter table app.proof_runs enable row level security, force row level security;
alter table app.rate_windows enable row level security, force row level security;
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
alter table app.system_keys enable row level security, force row level security;
alter table app.tags enable row level security, force row level security;
alter table app.templates enable row level security, force row level security;
alter table app.totp_secrets enable row level security, force row level security;
alter table app.users enable row level security, force row level security;
alter table app.workspace_keys enable row level security, force row level security;
alter table app.workspaces enable row level security, force row level security;
alter table public.caseward_migrations disable row level security, no force row level security;

-- Policies

create policy operator on app.access_review_members for all to caseward_operator using (true) with check (true);

create policy tenant on app.access_review_members for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5))) with check (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5)));

create policy definer on app.access_review_schedules for select to caseward_owner using (true);

create policy operator on app.access_review_schedules for all to caseward_operator using (true) with check (true);

create policy tenant on app.access_review_schedules for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5))) with check (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5)));

create policy definer on app.access_reviews for select to caseward_owner using (true);

create policy operator on app.access_reviews for all to caseward_operator using (true) with check (true);

create policy tenant on app.access_reviews for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5))) with check (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5)));

create policy of_visible_case on app.activities for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (EXISTS ( SELECT 1
   FROM app.cases c
  WHERE ((c.workspace_id = activities.workspace_id) AND (c.id = activities.case_id)))))) with check ((workspace_id = ( SELECT app.tenant() AS tenant)));

create policy operator on app.activities for all to caseward_operator using (true) with check (true);

create policy definer on app.api_tokens for all to caseward_owner using (true) with check (true);

create policy operator on app.api_tokens for all to caseward_operator using (true) with check (true);

create policy tenant on app.api_tokens for all to caseward_app using ((workspace_id = ( SELECT app.tenant() AS tenant))) with check ((workspace_id = ( SELECT app.tenant() AS tenant)));

create policy operator on app.audit_checkpoints for select to caseward_operator using (true);

create policy public_checkpoints on app.audit_checkpoints for select to caseward_app using (true);

create policy sealed_log on app.audit_checkpoints for all to caseward_sealer using (true) with check (true);

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

create policy definer on app.break_glass_uses for all to caseward_owner using (true) with check (true);

create policy definer on app.case_counters for insert to caseward_owner with check (true);

create policy operator on app.case_counters for select to caseward_operator using (true);

create policy tenant on app.case_counters for all to caseward_app using ((workspace_id = ( SELECT app.tenant() AS tenant))) with check ((workspace_id = ( SELECT app.tenant() AS tenant)));

create policy definer_drafts on app.case_drafts for all to caseward_owner using (true) with check (true);

create policy operator on app.case_drafts for all to caseward_operator using (true) with check (true);

create policy own on app.case_drafts for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (user_id = ( SELECT app.actor_id() AS actor_id)))) with check (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (user_id = ( SELECT app.actor_id() AS actor_id))));

create policy operator on app.case_grants for all to caseward_operator using (true) with check (true);

create policy tenant on app.case_grants for all to caseward_app using ((workspace_id = ( SELECT app.tenant() AS tenant))) with check ((workspace_id = ( SELECT app.tenant() AS tenant)));

create policy of_visible_case on app.case_links for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (EXISTS ( SELECT 1
   FROM app.cases c
  WHERE ((c.workspace_id = case_links.workspace_id) AND (c.id = case_links.case_id)))))) with check ((workspace_id = ( SELECT app.tenant() AS tenant)));

create policy operator on app.case_links for all to caseward_operator using (true) with check (true);

create policy operator on app.case_staff for all to caseward_operator using (true) with check (true);

create policy tenant on app.case_staff for all to caseward_app using ((workspace_id = ( SELECT app.tenant() AS tenant))) with check ((workspace_id = ( SELECT app.tenant() AS tenant)));

create policy of_visible_case on app.case_tags for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (EXISTS ( SELECT 1
   FROM app.cases c
  WHERE ((c.workspace_id = case_tags.workspace_id) AND (c.id = case_tags.case_id)))))) with check ((workspace_id = ( SELECT app.tenant() AS tenant)));

create policy operator on app.case_tags for all to caseward_operator using (true) with check (true);

create policy operator on app.cases for all to caseward_operator using (true) with check (true);

create policy visible on app.cases for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT (app.actor_rank() >= 5)) OR ((NOT restricted) AND (( SELECT ((app.actor_rank() >= 3) AND (NOT app.actor_assigned_only()))) OR ((phase = ANY (ARRAY['open'::text, 'closed'::text])) AND ( SELECT (NOT app.actor_assigned_only()))) OR (((phase = ANY (ARRAY['open'::text, 'closed'::text])) OR ( SELECT (app.actor_rank() >= 2))) AND ((owner_id = ( SELECT app.actor_id() AS actor_id)) OR (EXISTS ( SELECT 1
   FROM app.case_staff s
  WHERE ((s.workspace_id = cases.workspace_id) AND (s.case_id = cases.id) AND (s.user_id = ( SELECT app.actor_id() AS actor_id))))))))) OR (EXISTS ( SELECT 1
   FROM app.case_grants g
  WHERE ((g.workspace_id = cases.workspace_id) AND (g.case_id = cases.id) AND (g.user_id = ( SELECT app.actor_id() AS actor_id)) AND ((g.expires_at IS NULL) OR (g.expires_at > now())))))))) with check ((workspace_id = ( SELECT app.tenant() AS tenant)));

create policy operator on app.categories for all to caseward_operator using (true) with check (true);

create policy tenant on app.categories for all to caseward_app using ((workspace_id = ( SELECT app.tenant() AS tenant))) with check ((workspace_id = ( SELECT app.tenant() AS tenant)));

create policy of_visible_case on app.comments for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (EXISTS ( SELECT 1
   FROM app.cases c
  WHERE ((c.workspace_id = comments.workspace_id) AND (c.id = comments.case_id)))))) with check ((workspace_id = ( SELECT app.tenant() AS tenant)));

create policy operator on app.comments for all to caseward_operator using (true) with check (true);

create policy definer_keeps on app.context_secrets for update to caseward_owner using (true) with check (true);

create policy definer_makes on app.context_secrets for insert to caseward_owner with check (true);

create policy definer_reads on app.context_secrets for select to caseward_owner using (true);

create policy operator on app.departures for all to caseward_operator using (true) with check (true);

create policy tenant on app.departures for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5))) with check (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5)));

create policy definer_gives_up on app.evidence for update to caseward_owner using ((state = 'uploading'::text)) with check ((state = 'uploading'::text));

create policy definer_reads on app.evidence for select to caseward_owner using (true);

create policy of_visible_case on app.evidence for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (EXISTS ( SELECT 1
   FROM app.cases c
  WHERE ((c.workspace_id = evidence.workspace_id) AND (c.id = evidence.case_id) AND ((evidence.visibility = 'case'::text) OR (( SELECT app.actor_rank() AS actor_rank) >= 3) OR (c.owner_id = ( SELECT app.actor_id() AS actor_id)) OR (evidence.uploader_id = ( SELECT app.actor_id() AS actor_id)))))))) with check ((workspace_id = ( SELECT app.tenant() AS tenant)));

create policy operator on app.evidence for all to caseward_operator using (true) with check (true);

create policy definer on app.evidence_pieces for all to caseward_owner using (true) with check (true);

create policy of_visible_evidence on app.evidence_pieces for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (EXISTS ( SELECT 1
   FROM app.evidence e
  WHERE ((e.workspace_id = evidence_pieces.workspace_id) AND (e.id = evidence_pieces.evidence_id)))))) with check ((workspace_id = ( SELECT app.tenant() AS tenant)));

create policy operator on app.evidence_pieces for all to caseward_operator using (true) with check (true);

create policy definer on app.factor_challenges for all to caseward_owner using (true) with check (true);

create policy definer on app.gone_files for all to caseward_owner using (true) with check (true);

create policy operator on app.gone_files for all to caseward_operator using (true) with check (true);

create policy definer on app.invitations for all to caseward_owner using (true) with check (true);

create policy operator on app.invitations for all to caseward_operator using (true) with check (true);

create policy tenant on app.invitations for all to caseward_app using ((workspace_id = ( SELECT app.tenant() AS tenant))) with check ((workspace_id = ( SELECT app.tenant() AS tenant)));

create policy definer on app.kept_replies for delete to caseward_owner using ((expires_at < now()));

create policy definer_reads on app.kept_replies for select to caseward_owner using (true);

create policy ones_own on app.kept_replies for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (user_id = ( SELECT app.actor_id() AS actor_id)))) with check (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (user_id = ( SELECT app.actor_id() AS actor_id))));

create policy operator on app.kept_replies for all to caseward_operator using (true) with check (true);

create policy definer on app.mailed_tokens for all to caseward_owner using (true) with check (true);

create policy operator on app.mailed_tokens for all to caseward_operator using (true) with check (true);

create policy definer on app.memberships for all to caseward_owner using (true) with check (true);

create policy operator on app.memberships for all to caseward_operator using (true) with check (true);

create policy tenant on app.memberships for all to caseward_app using ((workspace_id = ( SELECT app.tenant() AS tenant))) with check ((workspace_id = ( SELECT app.tenant() AS tenant)));

create policy operator on app.mentions for all to caseward_operator using (true) with check (true);

create policy own_mentions on app.mentions for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (EXISTS ( SELECT 1
   FROM app.comments c
  WHERE ((c.workspace_id = mentions.workspace_id) AND (c.id = mentions.comment_id)))))) with check ((workspace_id = ( SELECT app.tenant() AS tenant)));

create policy definer on app.operator_tokens for all to caseward_owner using (true) with check (true);

create policy operator on app.operator_tokens for all to caseward_operator using (true) with check (true);

create policy definer on app.outbox for delete to caseward_owner using ((created_at < (now() - '1 day'::interval)));

create policy definer_reads on app.outbox for select to caseward_owner using (true);

create policy tenant on app.outbox for all to caseward_app using ((workspace_id = ( SELECT app.tenant() AS tenant))) with check ((workspace_id = ( SELECT app.tenant() AS tenant)));

create policy definer on app.passkeys for all to caseward_owner using (true) with check (true);

create policy operator on app.passkeys for all to caseward_operator using (true) with check (true);

create policy definer on app.passwords for all to caseward_owner using (true) with check (true);

create policy definer on app.probe_mails for all to caseward_owner using (true) with check (true);

create policy operator_reseals on app.probe_mails for all to caseward_operator using (true) with check (true);

create policy definer on app.probe_worlds for all to caseward_owner using (true) with check (true);

create policy definer on app.proof_runs for all to caseward_owner using (true) with check (true);

create policy published on app.proof_runs for select to caseward_app using (true);

create policy definer_counts on app.rate_windows for all to caseward_owner using (true) with check (true);

create policy of_visible_round on app.review_decisions for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (EXISTS ( SELECT 1
   FROM app.review_rounds r
  WHERE ((r.workspace_id = review_decisions.workspace_id) AND (r.id = review_decisions.round_id)))))) with check ((workspace_id = ( SELECT app.tenant() AS tenant)));

create policy operator on app.review_decisions for all to caseward_operator using (true) with check (true);

create policy of_visible_case on app.review_rounds for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (EXISTS ( SELECT 1
   FROM app.cases c
  WHERE ((c.workspace_id = review_rounds.workspace_id) AND (c.id = review_rounds.case_id)))))) with check ((workspace_id = ( SELECT app.tenant() AS tenant)));

create policy operator on app.review_rounds for all to caseward_operator using (true) with check (true);

create policy operator on app.saved_views for all to caseward_operator using (true) with check (true);

create policy own_or_shared on app.saved_views for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (shared OR (user_id = ( SELECT app.actor_id() AS actor_id))))) with check (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (user_id = ( SELECT app.actor_id() AS actor_id))));

create policy definer on app.scim_directories for all to caseward_owner using (true) with check (true);

create policy operator on app.scim_directories for all to caseward_operator using (true) with check (true);

create policy tenant on app.scim_directories for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5))) with check (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5)));

create policy definer on app.scim_group_members for all to caseward_owner using (true) with check (true);

create policy operator on app.scim_group_members for all to caseward_operator using (true) with check (true);

create policy tenant on app.scim_group_members for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5))) with check (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5)));

create policy definer on app.scim_groups for all to caseward_owner using (true) with check (true);

create policy operator on app.scim_groups for all to caseward_operator using (true) with check (true);

create policy tenant on app.scim_groups for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5))) with check (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5)));

create policy definer on app.scim_tokens for all to caseward_owner using (true) with check (true);

create policy operator on app.scim_tokens for all to caseward_operator using (true) with check (true);

create policy tenant on app.scim_tokens for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5))) with check (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5)));

create policy definer on app.scim_users for all to caseward_owner using (true) with check (true);

create policy operator on app.scim_users for all to caseward_operator using (true) with check (true);

create policy tenant on app.scim_users for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5))) with check (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5)));

create policy definer on app.search_docs for all to caseward_owner using (true);

create policy operator on app.search_docs for all to caseward_operator using (true) with check (true);

create policy tenant on app.search_docs for all to caseward_app using ((workspace_id = ( SELECT app.tenant() AS tenant))) with check ((workspace_id = ( SELECT app.tenant() AS tenant)));

create policy definer on app.sessions for all to caseward_owner using (true) with check (true);

create policy operator on app.sessions for all to caseward_operator using (true) with check (true);

create policy definer on app.setup_links for all to caseward_owner using (true) with check (true);

create policy operator on app.setup_links for all to caseward_operator using (true) with check (true);

create policy definer on app.sign_in_codes for all to caseward_owner using (true) with check (true);

create policy definer on app.sign_in_tries for all to caseward_owner using (true) with check (true);

create policy operator on app.signed_records for all to caseward_operator using (true) with check (true);

create policy signing on app.signed_records for update to caseward_sealer using ((note IS NULL)) with check ((note IS NOT NULL));

create policy tenant on app.signed_records for all to caseward_app using (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5))) with check (((workspace_id = ( SELECT app.tenant() AS tenant)) AND (( SELECT app.actor_rank() AS actor_rank) >= 5)));

create policy waiting on app.signed_records for select to caseward_sealer using (true);

create policy definer on app.sso_connections for all to caseward_owner using (true) with check (true);

create policy operator on app.sso_connections for all to caseward_operator using (true) with check (true);

create policy tenant on app.sso_connections for all to caseward_app using ((workspace_id = ( SELECT app.tenant() AS tenant))) with check ((workspace_id = ( SELECT app.tenant() AS tenant)));

create policy definer on app.sso_domains for all to caseward_owner using (true) with check (true);

create policy operator on app.sso_domains for all to caseward_operator using (true) with check (true);

create policy tenant on app.sso_domains for all to caseward_app using ((workspace_id = ( SELECT app.tenant() AS tenant))) with check ((workspace_id = ( SELECT app.tenant() AS tenant)));

create policy definer on app.sso_people for all to caseward_owner using (true) with check (true);

create policy tenant on app.sso_people for all to caseward_app using ((workspace_id = ( SELECT app.tenant() AS tenant))) with check ((workspace_id = ( SELECT app.tenant() AS tenant)));

create policy definer on app.sso_sessions for all to caseward_owner using (true) with check (true);

create policy operator on app.sso_sessions for all to caseward_operator using (true) with check (true);

create policy definer on app.sso_sign_ins for all to caseward_owner using (true) with check (true);

create policy operator on app.sso_sign_ins for all to caseward_operator using (true) with check (true);

create policy definer on app.sso_spent for all to caseward_owner using (true) with check (true);

create policy definer on app.system_keys for all to caseward_owner using (true) with check (true);

create policy operator on app.system_keys for all to caseward_operator using (true) with check (true);

create policy operator on app.tags for all to caseward_operator using (true) with check (true);

create policy tenant on app.tags for all to caseward_app using ((workspace_id = ( SELECT app.tenant() AS tenant))) with check ((workspace_id = ( SELECT app.tenant() AS tenant)));

create policy operator on app.templates for all to caseward_operator using (true) with check (true);

create policy tenant on app.templates for all to caseward_app using ((workspace_id = ( SELECT app.tenant() AS tenant))) with check ((workspace_id = ( SELECT app.tenant() AS tenant)));

create policy definer on app.totp_secrets for all to caseward_owner using (true) with check (true);

create policy operator on app.totp_secrets for all to caseward_operator using (true) with check (true);

create policy definer on app.users for all to caseward_owner using (true) with check (true);

create policy operator on app.users for all to caseward_operator using (true) with check (true);

create policy definer on app.workspace_keys for all to caseward_owner using (true) with check (true);

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
alter table app.api_tokens owner to caseward_owner;
alter table app.audit_checkpoints owner to caseward_owner;
alter table app.audit_entries owner to caseward_owner;
alter table app.audit_leaves owner to caseward_owner;
alter table app.audit_signing_keys owner to caseward_owner;
alter table app.audit_signing_keys_number_seq owner to caseward_owner;
alter table app.backup_codes owner to caseward_owner;
alter table app.break_glass_uses owner to caseward_owner;
alter table app.case_counters owner to caseward_owner;
alter table app.case_drafts owner to caseward_owner;
alter table app.case_grants owner to caseward_owner;
alter table app.case_links owner to caseward_owner;
alter table app.case_staff owner to caseward_owner;
alter table app.case_tags owner to caseward_owner;
alter table app.cases owner to caseward_owner;
alter table app.categories owner to caseward_owner;
alter table app.comments owner to caseward_owner;
alter table app.context_secrets owner to caseward_owner;
alter table app.departures owner to caseward_owner;
alter table app.evidence owner to caseward_owner;
alter table app.evidence_pieces owner to caseward_owner;
alter table app.factor_challenges owner to caseward_owner;
alter table app.gone_files owner to caseward_owner;
alter table app.invitations owner to caseward_owner;
alter table app.kept_replies owner to caseward_owner;
alter table app.mailed_tokens owner to caseward_owner;
alter table app.memberships owner to caseward_owner;
alter table app.mentions owner to caseward_owner;
alter table app.operator_tokens owner to caseward_owner;
alter table app.outbox owner to caseward_owner;
alter table app.passkeys owner to caseward_owner;
alter table app.passwords owner to caseward_owner;
alter table app.probe_mails owner to caseward_owner;
alter table app.probe_worlds owner to caseward_owner;
alter table app.proof_runs owner to caseward_owner;
alter table app.rate_windows owner to caseward_owner;
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
alter table app.system_keys owner to caseward_owner;
alter table app.tags owner to caseward_owner;
alter table app.templates owner to caseward_owner;
alter table app.totp_secrets owner to caseward_owner;
alter table app.users owner to caseward_owner;
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
grant execute on function app.audit_reads(p_workspaces uuid[], p_actors uuid[], p_sessions uuid[], p_actions text[], p_target_kinds text[], p_targets uuid[], p_fields text[], p_ips bytea[], p_requests text[], p_details jsonb[]) to caseward_app;
grant execute on function app.begin_totp(p_session uuid, p_sealed_secret bytea) to caseward_app;
grant execute on function app.break_glass_to_tell(p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.change_email(p_session uuid, p_new uuid, p_sealed_origin bytea, p_digest bytea, p_sealed_profile bytea, p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.confirm_totp(p_session uuid, p_sealed_secret bytea, p_step bigint, p_codes bytea[]) to caseward_app;
grant execute on function app.create_user(p_user uuid, p_email_digest bytea, p_sealed_profile bytea) to caseward_app;
grant execute on function app.create_workspace(p_workspace uuid, p_sealed_profile bytea, p_preset text, p_region text, p_settings jsonb, p_policies jsonb, p_synthetic boolean, p_purposes text[], p_versions integer[], p_wrapped bytea[], p_root_key_ids text[], p_owner uuid, p_owner_profile bytea) to caseward_app;
grant execute on function app.current_session(p_session uuid) to caseward_app;
grant execute on function app.earlier_origins(p_session uuid) to caseward_app;
grant execute on function app.end_all_sessions(p_session uuid) to caseward_app;
grant execute on function app.end_departed(p_user uuid) to caseward_app;
grant execute on function app.end_session(p_session uuid, p_other uuid) to caseward_app;
grant execute on function app.end_totp(p_session uuid) to caseward_app;
grant execute on function app.enrolment_due(p_session uuid) to caseward_app;
grant execute on function app.enter(p_pass uuid, p_workspace uuid, p_ip inet) to caseward_app;
grant execute on function app.enter_as_system(p_workspace uuid, p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.evidence_room() to caseward_app;
grant execute on function app.expired_probe_worlds() to caseward_app;
grant execute on function app.factors_of(p_user uuid, p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.find_api_token(p_public_id text, p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.find_email_change(p_session uuid, p_digest bytea) to caseward_app;
grant execute on function app.find_invitation(p_token_digest bytea) to caseward_app;
grant execute on function app.find_passkey(p_credential bytea, p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.find_password(p_user uuid, p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.find_password_reset(p_digest bytea) to caseward_app;
grant execute on function app.find_probe_world(p_id uuid) to caseward_app;
grant execute on function app.find_scim_token(p_public_id text, p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.find_user(p_email_digest bytea) to caseward_app;
grant execute on function app.find_user_by_id(p_user uuid) to caseward_app;
grant execute on function app.forget_gone_file(p_workspace uuid, p_blob uuid) to caseward_app;
grant execute on function app.forget_replies() to caseward_app;
grant execute on function app.forgive_sign_in_tries(p_keys bytea[]) to caseward_app;
grant execute on function app.give_temporary_password(p_user uuid, p_hash text) to caseward_operator;
grant execute on function app.give_up_uploads() to caseward_app;
grant execute on function app.has_invitation(p_email_digest bytea) to caseward_app;
grant execute on function app.keep_door_key(p_key bytea) to caseward_app;
grant execute on function app.list_gone_files(p_limit integer) to caseward_app;
grant execute on function app.list_passkeys(p_session uuid) to caseward_app;
grant execute on function app.list_probe_mails(p_world uuid) to caseward_app;
grant execute on function app.list_sessions(p_session uuid) to caseward_app;
grant execute on function app.load_keys(p_scope uuid) to caseward_app;
grant execute on function app.load_keys(p_scope uuid) to caseward_operator;
grant execute on function app.load_keys(p_scope uuid) to caseward_sealer;
grant execute on function app.members_last_seen() to caseward_app;
grant execute on function app.members_session_origins() to caseward_app;
grant execute on function app.members_standing() to caseward_app;
grant execute on function app.members_without_strong_factor() to caseward_app;
grant execute on function app.my_credentials(p_session uuid) to caseward_app;
grant execute on function app.my_factors(p_session uuid) to caseward_app;
grant execute on function app.my_totp(p_session uuid) to caseward_app;
grant execute on function app.my_workspaces(p_session uuid) to caseward_app;
grant execute on function app.note_factor(p_session uuid, p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.open_session(p_id uuid, p_user uuid, p_private boolean, p_sealed_origin bytea, p_stage text, p_first_factor text, p_second_factor text, p_sso_workspace uuid, p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.operator_token_live(p_token_digest bytea) to caseward_app;
grant execute on function app.purge_probe_world(p_id uuid) to caseward_app;
grant execute on function app.rank_of(p_role text) to caseward_app;
grant execute on function app.rate_clean() to caseward_app;
grant execute on function app.rate_take(p_class text, p_key bytea, p_window timestamp with time zone, p_seconds integer, p_want integer, p_limit integer, OUT granted integer, OUT taken integer) to caseward_app;
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
grant execute on function app.save_factor_challenge(p_session uuid, p_purpose text, p_digest bytea, p_moment bigint, p_proof bytea) to caseward_app;
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
grant execute on function app.shut_members() to caseward_app;
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
grant execute on function app.tenant() to caseward_app;
grant execute on function app.tenant() to caseward_operator;
grant execute on function app.tenant() to caseward_sealer;
grant execute on function app.tidy() to caseward_app;
grant execute on function app.tokens_to_remind(p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.try_departed(p_user uuid) to caseward_app;
grant execute on function app.try_sign_in_code(p_email_digest bytea, p_code_digest bytea) to caseward_app;
grant execute on function app.use_backup_code(p_session uuid, p_code bytea) to caseward_app;
grant execute on function app.use_passkey(p_id uuid, p_counter bigint, p_backed_up boolean, p_moment bigint, p_proof bytea) to caseward_app;
grant execute on function app.use_totp_step(p_session uuid, p_step bigint) to caseward_app;
grant execute on function app.user_count() to caseward_app;
grant execute on function app.user_count() to caseward_operator;
grant execute on function app.waiting_evidence() to caseward_app;
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
grant select on table app.activities to caseward_operator;
grant update (sealed_detail) on table app.activities to caseward_operator;
grant insert (expires_at, id, ip_ranges, maker_id, public_id, role, scopes, sealed_name, secret_hash, survives_maker, workspace_id) on table app.api_tokens to caseward_app;
grant select (created_at, expires_at, id, ip_ranges, last_used_at, maker_id, public_id, reminded_days, revoked_at, role, scopes, sealed_name, survives_maker, version, workspace_id) on table app.api_tokens to caseward_app;
grant update (ip_ranges, reminded_days, revoked_at, sealed_name, survives_maker, version) on table app.api_tokens to caseward_app;
grant select on table app.api_tokens to caseward_operator;
grant update (revoked_at, sealed_name) on table app.api_tokens to caseward_operator;
grant select on table app.audit_checkpoints to caseward_app;
grant select on table app.audit_checkpoints to caseward_operator;
grant insert (note, root, size) on table app.audit_checkpoints to caseward_sealer;
grant select on table app.audit_checkpoints to caseward_sealer;
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
grant insert (last_number, workspace_id) on table app.case_counters to caseward_app;
grant select on table app.case_counters to caseward_app;
grant update (last_number) on table app.case_counters to caseward_app;
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
grant select on table app.case_grants to caseward_operator;
grant delete on table app.case_links to caseward_app;
grant insert (case_id, created_by, id, kind, other_id, workspace_id) on table app.case_links to caseward_app;
grant select on table app.case_links to caseward_app;
grant select on table app.case_links to caseward_operator;
grant delete on table app.case_staff to caseward_app;
grant insert (case_id, slot, user_id, workspace_id) on table app.case_staff to caseward_app;
grant select on table app.case_staff to caseward_app;
grant select on table app.case_staff to caseward_operator;
grant delete on table app.case_tags to caseward_app;
grant insert (case_id, tag_id, workspace_id) on table app.case_tags to caseward_app;
grant select on table app.case_tags to caseward_app;
grant select on table app.case_tags to caseward_operator;
grant delete on table app.cases to caseward_app;
grant insert (case_type, category_id, creator_id, due_at, id, number, owner_id, phase, sealed_body, sealed_list, severity, state, workspace_id) on table app.cases to caseward_app;
grant select on table app.cases to caseward_app;
grant update (case_type, category_id, content_version, due_at, legal_hold, owner_id, phase, restricted, revision_needed, sealed_body, sealed_list, severity, state, updated_at, version) on table app.cases to caseward_app;
grant select on table app.cases to caseward_operator;
grant update (sealed_body, sealed_list) on table app.cases to caseward_operator;
grant delete on table app.categories to caseward_app;
grant insert (id, "position", sealed_name, workspace_id) on table app.categories to caseward_app;
grant select on table app.categories to caseward_app;
grant update (archived_at, "position", sealed_name) on table app.categories to caseward_app;
grant select on table app.categories to caseward_operator;
grant update (sealed_name) on table app.categories to caseward_operator;
grant insert (anchor_id, anchor_kind, author_id, case_id, id, sealed_content, workspace_id) on table app.comments to caseward_app;
grant select on table app.comments to caseward_app;
grant update (deleted_at, edited_at, resolved_at, resolved_by, sealed_content, version) on table app.comments to caseward_app;
grant select on table app.comments to caseward_operator;
grant update (sealed_content) on table app.comments to caseward_operator;
grant insert (by_id, id, receipt, receipt_digest, user_id, workspace_id) on table app.departures to caseward_app;
grant select on table app.departures to caseward_app;
grant select on table app.departures to caseward_operator;
grant insert (blob_key, case_id, id, media_type, replaces_id, sealed_list, size, uploader_id, visibility, workspace_id) on table app.evidence to caseward_app;
grant select on table app.evidence to caseward_app;
grant update (blob_key, deleted_at, media_type, received, refusal, scanned_at, sealed_list, sealed_text, sha256, size, state, version, visibility) on table app.evidence to caseward_app;
grant select on table app.evidence to caseward_operator;
grant update (sealed_file_key, sealed_list, sealed_text) on table app.evidence to caseward_operator;
grant delete on table app.evidence_pieces to caseward_app;
grant insert (evidence_id, id, size, start, workspace_id) on table app.evidence_pieces to caseward_app;
grant select on table app.evidence_pieces to caseward_app;
grant select on table app.evidence_pieces to caseward_operator;
grant update (sealed_file_key) on table app.evidence_pieces to caseward_operator;
grant select on table app.gone_files to caseward_operator;
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
grant select on table app.mailed_tokens to caseward_operator;
grant update (sealed_email) on table app.mailed_tokens to caseward_operator;
grant insert (assigned_only, role, sealed_profile, user_id, workspace_id) on table app.memberships to caseward_app;
grant select on table app.memberships to caseward_app;
grant update (assigned_only, break_glass, changed_at, role, sealed_profile, state, version) on table app.memberships to caseward_app;
grant select on table app.memberships to caseward_operator;
grant update (sealed_profile) on table app.memberships to caseward_operator;
grant delete on table app.mentions to caseward_app;
grant insert (comment_id, user_id, workspace_id) on table app.mentions to caseward_app;
grant select on table app.mentions to caseward_app;
grant update (seen_at) on table app.mentions to caseward_app;
grant select on table app.mentions to caseward_operator;
grant insert on table app.operator_tokens to caseward_operator;
grant select on table app.operator_tokens to caseward_operator;
grant update on table app.operator_tokens to caseward_operator;
grant insert (payload, target_id, topic, workspace_id) on table app.outbox to caseward_app;
grant select on table app.outbox to caseward_app;
grant select on table app.passkeys to caseward_operator;
grant update (sealed_device, sealed_name) on table app.passkeys to caseward_operator;
grant select on table app.probe_mails to caseward_operator;
grant update (sealed_mail) on table app.probe_mails to caseward_operator;
grant select on table app.proof_runs to caseward_app;
grant insert (decided_at, decision, reviewer_id, round_id, sealed_comment, workspace_id) on table app.review_decisions to caseward_app;
grant select on table app.review_decisions to caseward_app;
grant update (decided_at, decision, sealed_comment, voided_at) on table app.review_decisions to caseward_app;
grant select on table app.review_decisions to caseward_operator;
grant update (sealed_comment) on table app.review_decisions to caseward_operator;
grant insert (case_id, closed_at, content_version, id, opened_by, rule_count, rule_mode, sealed_note, state, workspace_id) on table app.review_rounds to caseward_app;
grant select on table app.review_rounds to caseward_app;
grant update (closed_at, content_version, state) on table app.review_rounds to caseward_app;
grant select on table app.review_rounds to caseward_operator;
grant update (sealed_note) on table app.review_rounds to caseward_operator;
grant delete on table app.saved_views to caseward_app;
grant insert (id, sealed_content, shared, user_id, workspace_id) on table app.saved_views to caseward_app;
grant select on table app.saved_views to caseward_app;
grant update (sealed_content, shared) on table app.saved_views to caseward_app;
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
grant select (created_at, created_by, expires_at, id, last_used_at, public_id, revoked_at, workspace_id) on table app.scim_tokens to caseward_app;
grant update (expires_at, revoked_at) on table app.scim_tokens to caseward_app;
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
grant select on table app.sso_sessions to caseward_operator;
grant update (sealed_subject) on table app.sso_sessions to caseward_operator;
grant select on table app.sso_sign_ins to caseward_operator;
grant update (sealed_arrival, sealed_state) on table app.sso_sign_ins to caseward_operator;
grant delete on table app.system_keys to caseward_operator;
grant insert on table app.system_keys to caseward_operator;
grant select on table app.system_keys to caseward_operator;
grant update on table app.system_keys to caseward_operator;
grant delete on table app.tags to caseward_app;
grant insert (id, name_digest, sealed_name, workspace_id) on table app.tags to caseward_app;
grant select on table app.tags to caseward_app;
grant update (name_digest, sealed_name) on table app.tags to caseward_app;
grant select on table app.tags to caseward_operator;
grant update (sealed_name) on table app.tags to caseward_operator;
grant delete on table app.templates to caseward_app;
grant insert (case_type, id, "position", sealed_content, workspace_id) on table app.templates to caseward_app;
grant select on table app.templates to caseward_app;
grant update (case_type, "position", sealed_content) on table app.templates to caseward_app;
grant select on table app.templates to caseward_operator;
grant update (sealed_content) on table app.templates to caseward_operator;
grant select on table app.totp_secrets to caseward_operator;
grant update (sealed_secret) on table app.totp_secrets to caseward_operator;
grant select on table app.users to caseward_operator;
grant update (sealed_profile) on table app.users to caseward_operator;
grant select on table app.workspace_keys to caseward_app;
grant delete on table app.workspace_keys to caseward_operator;
grant insert on table app.workspace_keys to caseward_operator;
grant select on table app.workspace_keys to caseward_operator;
grant update on table app.workspace_keys to caseward_operator;
grant select on table app.workspaces to caseward_app;
grant update (break_glass, deletion_at, ip_ranges, policies, private_devices, region, sealed_profile, settings, sign_in_methods, sso_enforced, state, strong_factor_from, version) on table app.workspaces to caseward_app;
grant select on table app.workspaces to caseward_operator;
grant update (break_glass, evidence_quota, ip_ranges, sealed_profile, sign_in_methods, sso_enforced) on table app.workspaces to caseward_operator;
grant select on table public.caseward_migrations to caseward_app;
grant select on table public.caseward_migrations to caseward_operator;
grant select on table public.caseward_migrations to caseward_sealer;

-- Default privileges

-- default privileges of caseward_owner in every schema: f {caseward_owner=X/caseward_owner}
