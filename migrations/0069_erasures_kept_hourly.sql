-- What was erased has to lie beside the backups within the hour (ADR 0033): with the next daily backup is too late for a disk
-- that dies before. After a day that backup has kept it.
create or replace function app.backup_due() returns text
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select case
    when not exists (select from app.recovery_kits) or s.own is false then 'nothing'
    when s.newest_complete > now() - interval '23 hours 30 minutes' then
      case when exists (select from app.erasures e where e.done_at > now() - interval '1 day') then 'erasures' else 'nothing' end
    when s.drill_passed is not true or s.drill_at < now() - interval '6 days 12 hours' then 'drill'
    else 'backup' end
  from app.backup_state() s
$$;
