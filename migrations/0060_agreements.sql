-- The data processing agreement as a workspace accepted it: which text, by whom, when. Written once and never changed.
create table app.agreements (
  workspace_id uuid not null references app.workspaces (id) on delete cascade,
  id uuid not null,
  version text not null check (length(version) between 1 and 40),
  text_digest bytea not null check (length(text_digest) = 32),
  accepted_by uuid not null references app.users (id) on delete restrict,
  accepted_at timestamptz not null default now(),
  sealed_record bytea not null,
  record_digest bytea not null check (length(record_digest) = 32),
  sealed_text bytea not null,
  primary key (workspace_id, id)
);
create index agreements_newest on app.agreements (workspace_id, accepted_at desc);
create index agreements_user on app.agreements (accepted_by);
alter table app.agreements enable row level security;
alter table app.agreements force row level security;
create policy tenant on app.agreements to caseward_app
  using (workspace_id = (select app.tenant()) and (select app.actor_rank()) >= 5)
  with check (workspace_id = (select app.tenant()) and (select app.actor_rank()) >= 5);
create policy operator on app.agreements to caseward_operator using (true) with check (true);
create policy erasure on app.agreements to caseward_owner using (workspace_id = (select app.erasing()))
  with check (workspace_id = (select app.erasing()));
grant select on app.agreements to caseward_app, caseward_operator;
grant update (sealed_record, sealed_text) on app.agreements to caseward_operator;
grant insert (workspace_id, id, version, text_digest, accepted_by, sealed_record, record_digest, sealed_text)
  on app.agreements to caseward_app;

alter table app.signed_records drop constraint signed_records_kind_check;
alter table app.signed_records add constraint signed_records_kind_check
  check (kind in ('departure', 'access_review', 'agreement', 'privacy_request'));
