-- Whoever holds the id of a certificate may read it, or that of the workspace that went: its owners know that one.
create or replace function app.find_erasure(p_id uuid) returns table (certificate text, digest bytea, note text, key text)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select e.certificate, e.digest, e.note, e.key from app.erasures e
  where e.id = p_id or (e.kind = 'workspace' and e.subject_id = p_id)
  order by e.done_at desc limit 1
$$;
create index erasures_of_workspaces on app.erasures (subject_id) where kind = 'workspace';
