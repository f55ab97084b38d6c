-- Who acts is asked by every policy: bound when they are made and inlined, the three cost a look at the context
-- in place of a call each.

create or replace function app.actor_id() returns uuid
language sql stable
return nullif(substr(current_setting('app.context', true), 137, 36), '')::uuid;

create or replace function app.actor_rank() returns int
language sql stable
return coalesce(nullif(substr(current_setting('app.context', true), 173, 1), '')::int, 0);

create or replace function app.actor_assigned_only() returns boolean
language sql stable
return coalesce(substr(current_setting('app.context', true), 174, 1) = '1', true);

-- Who sees a case, the same as before: what is told by the role and the row alone is asked first, so that grants
-- and staff are looked up only for those whom nothing else lets in.
alter policy visible on app.cases
  using (
    workspace_id = (select app.tenant())
    and (
      (select app.actor_rank() >= 5)
      or not restricted and (
        (select app.actor_rank() >= 3 and not app.actor_assigned_only())
        or phase in ('open', 'closed') and (select not app.actor_assigned_only())
        or (phase in ('open', 'closed') or (select app.actor_rank() >= 2)) and (
          owner_id = (select app.actor_id())
          or exists (select 1 from app.case_staff s
            where s.workspace_id = cases.workspace_id and s.case_id = cases.id
              and s.user_id = (select app.actor_id()))
        )
      )
      or exists (select 1 from app.case_grants g
        where g.workspace_id = cases.workspace_id and g.case_id = cases.id
          and g.user_id = (select app.actor_id()) and (g.expires_at is null or g.expires_at > now()))
    )
  );
