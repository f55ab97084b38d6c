-- A certificate tells of every row that went. Invitations, codes to sign in, own views, what a directory said and files of
-- exports went without being counted.
create or replace function app.do_erase_member(p_user uuid, p_workspace uuid, p_profile bytea) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
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
$$;

create or replace function app.do_erase_person(p_user uuid, p_digest bytea, p_profile bytea, p_workspaces uuid[], p_profiles bytea[])
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
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
$$;
