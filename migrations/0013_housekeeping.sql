-- What is over and may go: old codes and tries, ended sessions after 90 days, events everyone has heard.
create policy definer on app.outbox for delete to caseward_owner using (created_at < now() - interval '1 day');
create policy definer_reads on app.outbox for select to caseward_owner using (true);

create function app.tidy() returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  n int;
  total int := 0;
begin
  delete from app.sign_in_codes c where c.created_at < now() - interval '1 day';
  get diagnostics n = row_count;
  total := total + n;
  delete from app.sign_in_tries t where t.at < now() - interval '1 day';
  get diagnostics n = row_count;
  total := total + n;
  delete from app.sessions s where coalesce(s.ended_at, s.expires_at) < now() - interval '90 days';
  get diagnostics n = row_count;
  total := total + n;
  delete from app.outbox o where o.created_at < now() - interval '1 day';
  get diagnostics n = row_count;
  total := total + n;
  delete from app.operator_tokens t where t.expires_at < now() - interval '30 days';
  get diagnostics n = row_count;
  return total + n;
end
$$;
grant execute on function app.tidy() to caseward_app;
