-- An invitation that cannot be accepted is gone, whoever asks: one refusal of its own, where "not found" is said of
-- records.
create or replace function app.accept_invitation(p_session uuid, p_token_digest bytea, p_member_profile bytea)
  returns table (workspace_id uuid, membership_id uuid)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  i app.invitations;
  s app.sessions := app.use_full_session(p_session);
begin
  update app.invitations t set state = 'accepted'
    from app.users u, app.workspaces w
    where t.token_digest = p_token_digest and t.state = 'pending' and t.expires_at > now()
      and u.id = s.user_id and u.email_digest = t.email_digest
      and w.id = t.workspace_id and w.state = 'active'
    returning t.* into i;
  if not found then
    raise exception 'invitation refused' using errcode = 'CW410';
  end if;
  return query
    insert into app.memberships as m (workspace_id, user_id, role, assigned_only, sealed_profile)
      values (i.workspace_id, s.user_id, i.role, i.assigned_only, p_member_profile)
    on conflict on constraint memberships_workspace_id_user_id_key do update
      set role = case when m.state = 'removed' then excluded.role else m.role end,
          assigned_only = case when m.state = 'removed' then excluded.assigned_only else m.assigned_only end,
          state = case when m.state = 'removed' then 'active' else m.state end,
          changed_at = now()
    returning m.workspace_id, m.id;
end
$$;
