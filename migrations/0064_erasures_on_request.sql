-- A person may ask a workspace, not only the deployment, to be erased (GDPR Art. 17, claim FL-33). The workspace has their name
-- out of what is its own; their account goes with it where they were never anywhere else.
alter table app.erasures drop constraint erasures_kind_check;
alter table app.erasures add constraint erasures_kind_check check (kind in ('person', 'member', 'workspace'));

-- What do_erase_person did in each workspace, apart.
create function app.do_erase_member(p_user uuid, p_workspace uuid, p_profile bytea) returns jsonb
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
  delete from app.scim_users s using app.memberships m
    where m.workspace_id = p_workspace and m.user_id = p_user and s.workspace_id = p_workspace and s.membership_id = m.id;
  delete from app.export_files f using app.exports x
    where x.workspace_id = p_workspace and x.requested_by = p_user and f.workspace_id = p_workspace and f.export_id = x.id;
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
grant execute on function app.do_erase_member(uuid, uuid, bytea) to caseward_operator;

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
  delete from app.invitations v where v.email_digest = old_digest;
  delete from app.sign_in_codes c where c.email_digest = old_digest;
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

-- Erases a member of the workspace entered, for an owner and by a request to be deleted whose identity was checked. The last
-- owner and whoever a legal hold binds stay. `account` of the reply tells whether the account went as well.
create function app.erase_member(p_request uuid, p_user uuid, p_digest bytea, p_profile bytea, p_member bytea, p_moment bigint,
  p_proof bytea) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
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
  if exists (select 1 from app.cases c where c.workspace_id = here and c.legal_hold and p_user in (c.owner_id, c.creator_id)) then
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
$$;
grant execute on function app.erase_member(uuid, uuid, bytea, bytea, bytea, bigint, bytea) to caseward_app;
