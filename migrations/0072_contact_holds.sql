-- The legal hold of a contact, as that of a case (0057): nothing of it is deleted until the hold is lifted. Who placed or lifted it,
-- when and why is a history that nobody rewrites, since a contact has no timeline.

alter table app.contacts add column legal_hold boolean not null default false;
grant update (legal_hold) on app.contacts to caseward_app;
create index contacts_held on app.contacts (workspace_id, owner_id) where legal_hold;

create table app.contact_holds (
  workspace_id uuid not null references app.workspaces (id) on delete cascade,
  id uuid not null,
  contact_id uuid not null,
  decision text not null check (decision in ('placed', 'lifted')),
  noted_at timestamptz not null default clock_timestamp(),
  noted_by uuid not null references app.users (id) on delete restrict,
  sealed_reason bytea not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, contact_id) references app.contacts (workspace_id, id) on delete cascade
);
create index contact_holds_newest on app.contact_holds (workspace_id, contact_id, noted_at desc, id);
create index contact_holds_noted on app.contact_holds (noted_by);
alter table app.contact_holds enable row level security;
alter table app.contact_holds force row level security;

create policy tenant on app.contact_holds to caseward_app
  using (workspace_id = (select app.tenant()) and exists (
    select from app.contacts c where c.workspace_id = contact_holds.workspace_id and c.id = contact_id))
  with check (workspace_id = (select app.tenant()) and (select app.actor_rank()) >= 5 and exists (
    select from app.contacts c where c.workspace_id = contact_holds.workspace_id and c.id = contact_id));
create policy operator on app.contact_holds to caseward_operator using (true) with check (true);
create policy erasure on app.contact_holds to caseward_owner using (workspace_id = (select app.erasing()))
  with check (workspace_id = (select app.erasing()));
grant select on app.contact_holds to caseward_app, caseward_operator;
grant insert (workspace_id, id, contact_id, decision, noted_by, sealed_reason) on app.contact_holds to caseward_app;
grant insert, update (sealed_reason) on app.contact_holds to caseward_operator;

-- What keeps a contact looks at its hold.
create policy definer on app.contacts for select to caseward_owner using (true);

create function app.keep_held_contact() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
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
$$;
create trigger keep_held before delete on app.contacts for each row execute function app.keep_held_contact();
create trigger keep_held before delete on app.contact_consents for each row execute function app.keep_held_contact();
create trigger keep_held before delete on app.contact_holds for each row execute function app.keep_held_contact();
create trigger admins_hold before update of legal_hold on app.contacts for each row
  when (old.legal_hold is distinct from new.legal_hold) execute function app.admins_hold();

-- Whether a workspace holds anything, or anything that is bound to this person.
create function app.holds_any(p_workspace uuid, p_user uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select exists (select 1 from app.cases c where c.workspace_id = p_workspace and c.legal_hold
      and (p_user is null or p_user in (c.owner_id, c.creator_id)))
    or exists (select 1 from app.contacts k where k.workspace_id = p_workspace and k.legal_hold
      and (p_user is null or p_user = k.owner_id))
$$;

-- As they were, but for the hold.
create or replace function app.purge_workspace(p_workspace uuid, p_moment bigint, p_proof bytea) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
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
$$;
create or replace function app.erase_person(p_session uuid, p_digest bytea, p_profile bytea, p_workspaces uuid[], p_profiles bytea[],
  p_moment bigint, p_proof bytea) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
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
$$;
create or replace function app.erase_member(p_request uuid, p_user uuid, p_digest bytea, p_profile bytea, p_member bytea, p_moment bigint,
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
$$;
