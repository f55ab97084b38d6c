-- Whether entries of the audit log have waited for the sealer for more than two minutes (claim FL-26).
create function app.audit_behind() returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select exists (
    select 1 from (select e.id from app.audit_entries e
      where e.at > now() - interval '1 day' and e.at < now() - interval '2 minutes' order by e.at desc limit 50) old
    where not exists (select 1 from app.audit_leaves l where l.entry_id = old.id))
$$;
create policy definer_reads on app.audit_leaves for select to caseward_owner using (true);
grant execute on function app.audit_behind() to caseward_app;
