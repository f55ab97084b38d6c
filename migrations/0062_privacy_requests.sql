-- Requests of people about their own data, with the law they go by, its deadline and what became of them (claim FL-33).
create table app.privacy_requests (
  workspace_id uuid not null references app.workspaces (id) on delete cascade,
  id uuid not null,
  law text not null check (law in ('gdpr', 'ccpa')),
  kind text not null check (kind in ('access', 'correction', 'deletion', 'portability', 'opt_out', 'objection')),
  state text not null default 'received'
    check (state in ('received', 'identity_checked', 'in_progress', 'answered', 'refused')),
  by_form boolean not null,
  received_at timestamptz not null,
  acknowledge_by timestamptz,
  due_at timestamptz not null,
  extended_at timestamptz,
  identity_checked_at timestamptz,
  handler_id uuid references app.users (id) on delete restrict,
  closed_at timestamptz,
  reminded_at timestamptz,
  -- Of the token that was mailed to whoever asks: who sends it has read the letter.
  follow_digest bytea check (length(follow_digest) = 32),
  sealed_request bytea not null,
  sealed_course bytea not null,
  sealed_record bytea,
  record_digest bytea check (length(record_digest) = 32),
  primary key (workspace_id, id),
  unique (workspace_id, follow_digest),
  check ((state in ('answered', 'refused')) = (closed_at is not null)),
  check ((closed_at is null) = (sealed_record is null) and (closed_at is null) = (record_digest is null))
);
create index privacy_requests_open on app.privacy_requests (workspace_id, due_at) where closed_at is null;
create index privacy_requests_handler on app.privacy_requests (handler_id);
alter table app.privacy_requests enable row level security;
alter table app.privacy_requests force row level security;
create policy tenant on app.privacy_requests to caseward_app
  using (workspace_id = (select app.tenant()) and (select app.actor_rank()) >= 5)
  with check (workspace_id = (select app.tenant()) and (select app.actor_rank()) >= 5);
create policy operator on app.privacy_requests to caseward_operator using (true) with check (true);
create policy definer on app.privacy_requests for select to caseward_owner using (true);
create policy erasure on app.privacy_requests to caseward_owner using (workspace_id = (select app.erasing()))
  with check (workspace_id = (select app.erasing()));
grant select on app.privacy_requests to caseward_app, caseward_operator;
grant insert (workspace_id, id, law, kind, by_form, received_at, acknowledge_by, due_at, follow_digest, sealed_request,
  sealed_course), update (state, due_at, extended_at, identity_checked_at, handler_id, closed_at, reminded_at,
  sealed_course, sealed_record, record_digest) on app.privacy_requests to caseward_app;
grant update (sealed_request, sealed_course, sealed_record) on app.privacy_requests to caseward_operator;

-- Whether a request may come in by the form: the workspace is open, and not more came in a day than anybody could read.
create function app.takes_privacy_requests(p_workspace uuid, p_moment bigint, p_proof bytea) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select app.proven('privacy request ' || p_workspace::text, p_moment, p_proof)
    and exists (select 1 from app.workspaces w where w.id = p_workspace and w.state = 'active')
    and (select count(*) from app.privacy_requests r where r.workspace_id = p_workspace and r.by_form
      and r.received_at > now() - interval '1 day') < 200
$$;
-- Where a request is due within a week and nobody was reminded for a day.
create function app.workspaces_with_privacy_requests(p_now timestamptz, p_moment bigint, p_proof bytea) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select w.id from app.workspaces w where w.state = 'active' and app.proven('privacy requests', p_moment, p_proof)
    and exists (select 1 from app.privacy_requests r where r.workspace_id = w.id and r.closed_at is null
      and r.due_at < p_now + interval '7 days' and (r.reminded_at is null or r.reminded_at <= p_now - interval '1 day'))
  order by w.id
$$;
grant execute on function app.takes_privacy_requests(uuid, bigint, bytea),
  app.workspaces_with_privacy_requests(timestamptz, bigint, bytea) to caseward_app;
