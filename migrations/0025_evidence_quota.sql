-- What a workspace may keep: a figure of its own where the operator gave it one, that of the deployment otherwise.
alter table app.workspaces add column evidence_quota bigint check (evidence_quota >= 0);
grant update (evidence_quota) on app.workspaces to caseward_operator;

-- What is kept or on its way, over all cases, also those the actor may not see. Whoever asks is about to add to it:
-- uploads that begin at once in one workspace are counted one after the other, so that together they fit too.
create function app.evidence_room() returns table (used bigint, quota bigint)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('caseward evidence ' || app.tenant()::text, 0));
  return query
    select coalesce((select sum(e.size) from app.evidence e
        where e.workspace_id = w.id and e.deleted_at is null and e.state <> 'refused'), 0)::bigint, w.evidence_quota
    from app.workspaces w where w.id = app.tenant();
end
$$;
grant execute on function app.evidence_room() to caseward_app;
drop function app.evidence_bytes();
