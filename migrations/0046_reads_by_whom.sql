-- A read is a person's, a token's or a directory's: whoever can run SQL as the live role cannot have the log say that
-- the operator or the system read something.
create or replace function app.audit_reads(p_workspaces uuid[], p_kinds text[], p_actors uuid[], p_sessions uuid[],
  p_actions text[], p_target_kinds text[], p_targets uuid[], p_fields text[], p_ips bytea[], p_requests text[],
  p_details jsonb[]) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  insert into app.audit_entries (workspace_id, actor_kind, actor_id, session_id, action, target_kind, target_id,
      fields, ip_sealed, request_id, detail)
  select r.workspace_id, case when r.kind in ('user', 'token', 'scim') then r.kind end, r.actor_id, r.session_id,
    r.action, r.target_kind, r.target_id, string_to_array(r.fields, ','), r.ip, r.request_id, r.detail
  from unnest(p_workspaces, p_kinds, p_actors, p_sessions, p_actions, p_target_kinds, p_targets, p_fields, p_ips,
      p_requests, p_details)
    as r (workspace_id, kind, actor_id, session_id, action, target_kind, target_id, fields, ip, request_id, detail)
$$;
