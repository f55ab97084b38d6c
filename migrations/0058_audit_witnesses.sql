-- Witnessing: what this deployment has seen of the logs of others, and what others have countersigned of its own. Sizes,
-- hashes and signatures alone.
create table app.witnessed_logs (
  origin text primary key check (length(origin) <= 300),
  size bigint not null check (size >= 0),
  root bytea not null check (length(root) = 32),
  note text not null check (length(note) <= 10000),
  at timestamptz not null default now()
);
create table app.audit_cosignatures (
  -- Of the checkpoint it stands below.
  size bigint not null check (size > 0),
  witness text not null check (length(witness) <= 300),
  line text not null check (length(line) <= 1000),
  at timestamptz not null default now(),
  primary key (size, witness)
);
do $$
declare
  t text;
begin
  foreach t in array array['witnessed_logs', 'audit_cosignatures'] loop
    execute format('alter table app.%I enable row level security', t);
    execute format('alter table app.%I force row level security', t);
    execute format('create policy open on app.%I for select to caseward_app using (true)', t);
    execute format('create policy operator on app.%I for select to caseward_operator using (true)', t);
    execute format('create policy definer on app.%I to caseward_owner using (true) with check (true)', t);
    execute format('grant select on app.%I to caseward_app, caseward_operator', t);
  end loop;
end
$$;

-- Moves what was seen of a log on, from exactly what the caller has proven it from. False when it stands elsewhere.
create function app.witness_log(p_origin text, p_old bigint, p_size bigint, p_root bytea, p_note text, p_moment bigint,
  p_proof bytea) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if app.proven('witness ' || p_origin, p_moment, p_proof) is not true then
    return false;
  end if;
  update app.witnessed_logs w set size = p_size, root = p_root, note = p_note, at = now()
    where w.origin = p_origin and w.size = p_old and p_old <= p_size;
  if found then
    return true;
  end if;
  if p_old > 0 then
    return false;
  end if;
  insert into app.witnessed_logs (origin, size, root, note) values (p_origin, p_size, p_root, p_note) on conflict do nothing;
  return found;
end
$$;
create function app.keep_cosignature(p_size bigint, p_witness text, p_line text, p_moment bigint, p_proof bytea) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  insert into app.audit_cosignatures (size, witness, line) select p_size, p_witness, p_line
  where app.proven('cosignature ' || p_size::text, p_moment, p_proof) on conflict do nothing
$$;
grant execute on function app.witness_log(text, bigint, bigint, bytea, text, bigint, bytea),
  app.keep_cosignature(bigint, text, text, bigint, bytea) to caseward_app;

-- The log stands by itself: nothing that follows it holds on to its rows, which nobody can remove anyway.
alter table app.alert_deliveries drop constraint alert_deliveries_entry_id_fkey;
