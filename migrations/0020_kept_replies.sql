-- What a change replied when the client named it by an Idempotency-Key: a second try gets the same reply and
-- changes nothing. One's own alone, for a day.
create table app.kept_replies (
  workspace_id uuid not null references app.workspaces (id) on delete cascade,
  id uuid not null,
  user_id uuid not null references app.users (id) on delete cascade,
  key_digest bytea not null,
  request_digest bytea not null,
  sealed_reply bytea not null,
  expires_at timestamptz not null default now() + interval '24 hours',
  primary key (workspace_id, id),
  unique (workspace_id, user_id, key_digest)
);
create index kept_replies_user on app.kept_replies (user_id);
create index kept_replies_expires on app.kept_replies (expires_at);
alter table app.kept_replies enable row level security;
alter table app.kept_replies force row level security;
create policy ones_own on app.kept_replies to caseward_app
  using (workspace_id = (select app.tenant()) and user_id = (select app.actor_id()))
  with check (workspace_id = (select app.tenant()) and user_id = (select app.actor_id()));
grant select on app.kept_replies to caseward_app;
grant insert (workspace_id, id, user_id, key_digest, request_digest, sealed_reply) on app.kept_replies to caseward_app;
-- A key may be used anew once its day is over.
grant update (id, request_digest, sealed_reply, expires_at) on app.kept_replies to caseward_app;

create policy operator on app.kept_replies to caseward_operator using (true) with check (true);
grant select, update (sealed_reply) on app.kept_replies to caseward_operator;

create policy definer on app.kept_replies for delete to caseward_owner using (expires_at < now());
create policy definer_reads on app.kept_replies for select to caseward_owner using (true);
create function app.forget_replies() returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  n int;
begin
  delete from app.kept_replies r where r.expires_at < now();
  get diagnostics n = row_count;
  return n;
end
$$;
grant execute on function app.forget_replies() to caseward_app;
