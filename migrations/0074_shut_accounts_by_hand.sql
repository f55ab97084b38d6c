-- The operator shuts an account for the whole deployment, and opens it again. Until now an erasure alone shut one.
create or replace function app.ended_by(p_event text)
  returns table (this_session boolean, other_sessions boolean, pending_sign_ins boolean, mailed_links boolean)
language plpgsql immutable
as $$
begin
  return query select e.this_session, e.other_sessions, e.pending_sign_ins, e.mailed_links from (values
      ('password-changed', false, true, true, true),
      ('password-removed', false, true, true, true),
      ('password-reset', true, true, true, true),
      ('temporary-password-given', true, true, true, true),
      ('email-changed', false, true, true, true),
      ('factors-reset', true, true, true, true),
      ('signed-out-everywhere', true, true, true, false),
      ('departed-for-good', true, true, true, false),
      ('account-disabled', true, true, true, true)
    ) e (event, this_session, other_sessions, pending_sign_ins, mailed_links)
    where e.event = p_event;
  if not found then
    raise exception 'no security event is called %', p_event;
  end if;
end
$$;

-- Everything of theirs ends, so that nothing of it comes back with the account: false where it is shut, or not there.
create function app.shut_account(p_user uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  update app.users u set disabled_at = now() where u.id = p_user and u.disabled_at is null;
  if not found then
    return false;
  end if;
  perform app.end_credentials('account-disabled', p_user, null);
  return true;
end
$$;
grant execute on function app.shut_account(uuid) to caseward_operator;

-- Never of somebody who was erased: that account is nobody's.
create function app.open_account(p_user uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  update app.users u set disabled_at = null where u.id = p_user and u.disabled_at is not null
    and not exists (select from app.erasures e where e.kind = 'person' and e.subject_id = u.id);
  return found;
end
$$;
grant execute on function app.open_account(uuid) to caseward_operator;
