-- Someone leaves a workspace: what a departure ended, and how each credential of theirs was tried afterwards. A receipt
-- is written once and never changed.
create table app.departures (
  workspace_id uuid not null references app.workspaces (id) on delete cascade,
  id uuid not null,
  user_id uuid not null references app.users (id) on delete restrict,
  by_id uuid not null references app.users (id) on delete restrict,
  done_at timestamptz not null default now(),
  -- Ids and counts; its SHA-256 stands in the audit log.
  receipt text not null check (length(receipt) between 2 and 100000),
  receipt_digest bytea not null check (length(receipt_digest) = 32),
  primary key (workspace_id, id)
);
create index departures_user on app.departures (workspace_id, user_id, done_at desc);
alter table app.departures enable row level security;
alter table app.departures force row level security;
create policy tenant on app.departures to caseward_app
  using (workspace_id = (select app.tenant()) and (select app.actor_rank()) >= 5)
  with check (workspace_id = (select app.tenant()) and (select app.actor_rank()) >= 5);
create policy operator on app.departures to caseward_operator using (true) with check (true);
grant select on app.departures to caseward_app, caseward_operator;
grant insert (workspace_id, id, user_id, by_id, receipt, receipt_digest) on app.departures to caseward_app;

-- Records that outlive what they tell of: a departure, an access review. The live role keeps the digest of one, the
-- sealer signs it with the key of the audit log, and whoever holds the text can verify it without this deployment.
create table app.signed_records (
  workspace_id uuid not null references app.workspaces (id) on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('departure', 'access_review')),
  digest bytea not null check (length(digest) = 32),
  made_at timestamptz not null default now(),
  note text check (length(note) between 100 and 2000),
  key text check (length(key) between 40 and 500),
  primary key (workspace_id, id)
);
create index signed_records_waiting on app.signed_records (made_at) where note is null;
alter table app.signed_records enable row level security;
alter table app.signed_records force row level security;
create policy tenant on app.signed_records to caseward_app
  using (workspace_id = (select app.tenant()) and (select app.actor_rank()) >= 5)
  with check (workspace_id = (select app.tenant()) and (select app.actor_rank()) >= 5);
create policy waiting on app.signed_records for select to caseward_sealer using (true);
create policy signing on app.signed_records for update to caseward_sealer using (note is null) with check (note is not null);
create policy operator on app.signed_records to caseward_operator using (true) with check (true);
grant select on app.signed_records to caseward_app, caseward_operator;
grant insert (workspace_id, id, kind, digest) on app.signed_records to caseward_app;
grant select, update (note, key) on app.signed_records to caseward_sealer;

-- Ends what only the database can: drafts, sessions that this workspace's identity provider opened, all sessions of whoever
-- belongs nowhere else, the invitations they sent, and those that wait for their own address. Only for one who was removed
-- here, and only for who administers.
create function app.end_departed(p_user uuid) returns table (drafts int, sessions int)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
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
$$;
create policy definer_drafts on app.case_drafts to caseward_owner using (true) with check (true);
grant execute on function app.end_departed(uuid) to caseward_app;

-- What the door answers to this session or token. What is let in is undone at once.
create function app.answer_at_door(p_pass uuid, p_workspace uuid) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  begin
    perform app.enter(p_pass, p_workspace, '127.0.0.1'::inet);
    raise exception 'let in' using errcode = 'CW000';
  exception when others then
    return case sqlstate when 'CW000' then 'let_in' else sqlstate end;
  end;
end
$$;

-- What a session would be answered that this person opened now, by this way of signing in. It is undone at once.
create function app.answer_to_sign_in(p_user uuid, p_factor text, p_workspace uuid) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
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
$$;

-- Tries all that ever let one in who was removed here, and tells only how often what was answered: every session, a new
-- sign-in by each way they have, every token, every invitation that they sent or that waits for them.
create function app.try_departed(p_user uuid) returns table (kind text, answer text, tries int)
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
$$;
grant execute on function app.try_departed(uuid) to caseward_app;

-- What the members can come in with, for who administers them: counts and yes or no, nothing to come in with.
create function app.members_standing()
returns table (user_id uuid, last_seen_at timestamptz, sessions int, passkeys int, totp boolean, password boolean)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
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
$$;
grant execute on function app.members_standing() to caseward_app;
