-- A departure hands over what it cannot end: staff slots, and reviews that wait for the leaver's word. Whose word a round
-- waits for may be changed while there is none; a decision stays with whoever made it.
grant update (reviewer_id) on app.review_decisions to caseward_app;
create function app.keep_decider() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if old.decision is not null or old.decided_at is not null or old.sealed_comment is not null then
    raise exception 'a decision stays with whoever made it' using errcode = 'check_violation';
  end if;
  return new;
end
$$;
create trigger keep_decider before update of reviewer_id on app.review_decisions
  for each row when (old.reviewer_id is distinct from new.reviewer_id) execute function app.keep_decider();

-- Whether the workspace's directory still knows this member, or may put them back by itself.
create function app.directory_holds(p_user uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select exists (select 1 from app.memberships m
    join app.scim_users t on t.workspace_id = m.workspace_id and t.membership_id = m.id
    where m.workspace_id = app.tenant() and app.actor_rank() >= 5 and m.user_id = p_user
      and (t.ended_by_directory or t.user_name_digest is not null or t.external_id_digest is not null
        or exists (select 1 from app.scim_group_members g
          where g.workspace_id = t.workspace_id and g.membership_id = t.membership_id)))
$$;
grant execute on function app.directory_holds(uuid) to caseward_app;

-- As before; a session may be one that the workspace's identity provider would open.
drop function app.answer_to_sign_in(uuid, text, uuid);
create function app.answer_to_sign_in(p_user uuid, p_factor text, p_workspace uuid, p_sso boolean) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
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
$$;

-- As before; besides, a sign-in by the identity provider where one is set, and the directory where one knew them.
create or replace function app.try_departed(p_user uuid) returns table (kind text, answer text, tries int)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
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
$$;
