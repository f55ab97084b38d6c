-- The pieces of an upload that is not yet clean: each a sealed blob of its own, gone once the file is settled.
create table app.evidence_pieces (
  workspace_id uuid not null,
  evidence_id uuid not null,
  start bigint not null check (start >= 0),
  id uuid not null,
  size bigint not null check (size > 0),
  created_at timestamptz not null default now(),
  primary key (workspace_id, evidence_id, start),
  foreign key (workspace_id, evidence_id) references app.evidence (workspace_id, id) on delete cascade
);
alter table app.evidence_pieces enable row level security;
alter table app.evidence_pieces force row level security;
create policy of_visible_evidence on app.evidence_pieces to caseward_app
  using (workspace_id = (select app.tenant()) and exists (select 1 from app.evidence e
    where e.workspace_id = evidence_pieces.workspace_id and e.id = evidence_pieces.evidence_id))
  with check (workspace_id = (select app.tenant()));
create policy operator on app.evidence_pieces to caseward_operator using (true) with check (true);
grant select on app.evidence_pieces to caseward_operator;
grant select, delete on app.evidence_pieces to caseward_app;
grant insert (workspace_id, evidence_id, start, id, size) on app.evidence_pieces to caseward_app;

-- Bytes that count against the quota: those of every case, also of cases the actor may not see.
create policy definer_reads on app.evidence for select to caseward_owner using (true);
create function app.evidence_bytes() returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select coalesce(sum(e.size), 0)::bigint from app.evidence e
  where e.workspace_id = app.tenant() and e.deleted_at is null and e.state <> 'refused'
$$;
grant execute on function app.evidence_bytes() to caseward_app;
