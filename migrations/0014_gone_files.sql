-- Blobs whose row is gone: a file deleted, a case purged, an upload given up. The rows go in the transaction that
-- says so; the bytes follow, also when the server stopped in between.
create table app.gone_files (
  workspace_id uuid not null,
  blob_id uuid not null,
  gone_at timestamptz not null default now(),
  primary key (workspace_id, blob_id)
);
alter table app.gone_files enable row level security;
alter table app.gone_files force row level security;
create policy definer on app.gone_files to caseward_owner using (true) with check (true);
create policy operator on app.gone_files to caseward_operator using (true) with check (true);
grant select on app.gone_files to caseward_operator;

create function app.note_gone_file() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  blob uuid := case tg_table_name when 'evidence' then (to_jsonb(old) ->> 'blob_key')::uuid else (to_jsonb(old) ->> 'id')::uuid end;
begin
  insert into app.gone_files (workspace_id, blob_id) values (old.workspace_id, blob) on conflict do nothing;
  return null;
end
$$;
create trigger note_gone after delete on app.evidence for each row execute function app.note_gone_file();
create trigger note_deleted after update of deleted_at on app.evidence for each row
  when (old.deleted_at is null and new.deleted_at is not null) execute function app.note_gone_file();
create trigger note_gone after delete on app.evidence_pieces for each row execute function app.note_gone_file();

create function app.list_gone_files(p_limit int) returns table (workspace_id uuid, blob_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select g.workspace_id, g.blob_id from app.gone_files g order by g.gone_at limit p_limit
$$;
create function app.forget_gone_file(p_workspace uuid, p_blob uuid) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  delete from app.gone_files g where g.workspace_id = p_workspace and g.blob_id = p_blob
$$;

-- Uploads nobody went on with for a day, and files whose turn to be looked at got lost with a server.
create policy definer_gives_up on app.evidence for update to caseward_owner
  using (state = 'uploading') with check (state = 'uploading');
create policy definer on app.evidence_pieces to caseward_owner using (true) with check (true);
create function app.give_up_uploads() returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  n int;
begin
  with over as (
    update app.evidence e set deleted_at = now()
    where e.state = 'uploading' and e.deleted_at is null and e.created_at < now() - interval '1 day'
    returning e.workspace_id, e.id)
  delete from app.evidence_pieces p using over where p.workspace_id = over.workspace_id and p.evidence_id = over.id;
  get diagnostics n = row_count;
  return n;
end
$$;
create function app.waiting_evidence() returns table (workspace_id uuid, id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select e.workspace_id, e.id from app.evidence e
  where e.state = 'quarantined' and e.deleted_at is null and e.created_at < now() - interval '5 minutes'
  order by e.created_at limit 200
$$;
grant execute on function app.list_gone_files(int), app.forget_gone_file(uuid, uuid), app.give_up_uploads(),
  app.waiting_evidence() to caseward_app;
