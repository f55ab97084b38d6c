-- The provider says that somebody signed out: without an index everywhere, without a subject the sessions of that index
-- (OpenID Connect Back-Channel Logout 1.0, 2.4). A session that went on under another id takes all of theirs with it.
create or replace function app.sso_end_sessions(p_connection uuid, p_message_digest bytea, p_subject_digest bytea,
  p_index_digests bytea[], p_moment bigint, p_proof bytea)
returns table (ended uuid, ended_user uuid)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform app.sso_proven('end ' || p_connection::text || ' ' || coalesce(encode(p_subject_digest, 'hex'), 'anyone'),
    p_moment, p_proof);
  insert into app.sso_spent (workspace_id, connection_id, digest)
    select c.workspace_id, c.id, p_message_digest from app.sso_connections c where c.id = p_connection
    on conflict do nothing;
  if not found then
    raise exception 'message used before' using errcode = 'CW401';
  end if;
  return query
    with named as (
      select t.session_id, t.workspace_id, s.user_id, s.end_reason = 'renewed' as renewed
      from app.sso_sessions t join app.sessions s on s.id = t.session_id
      where t.connection_id = p_connection
        and (t.subject_digest = p_subject_digest or p_subject_digest is null and cardinality(p_index_digests) > 0)
        and (cardinality(p_index_digests) = 0 or t.index_digest = any (p_index_digests))
    )
    update app.sessions s set ended_at = now(), end_reason = 'provider'
      from named n
      where s.ended_at is null and (s.id = n.session_id
        or n.renewed and s.user_id = n.user_id and s.sso_workspace_id = n.workspace_id)
      returning s.id, s.user_id;
end
$$;
