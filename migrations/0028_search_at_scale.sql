-- Search over a million documents. The arrays of tokens are read by nobody but the index, so they are stored apart
-- from the rows: what a search fetches then stands on a twentieth of the pages.
alter table app.search_docs alter column tokens set storage external;
alter table app.search_docs set (toast_tuple_target = 128);

-- Which cases have more than their own text to be found by.
create index search_docs_parts on app.search_docs (workspace_id, case_id) where source_kind <> 'case';

-- As before (migration 0003) the workspace is a condition taken from the context, never from the caller, and what
-- comes back are ids. It now stands outside the scan of the index: a plan that reads all documents of the workspace and
-- looks into their tokens one by one must not be had. Nor one that reads the whole table, which the planner takes for
-- cheap, not knowing what fetching the tokens of every row costs.
create or replace function app.search_cases(p_tokens bigint[], p_limit int)
returns table (case_id uuid, source_kind text, source_id uuid)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp set enable_seqscan = off rows 200
as $$
declare
  here uuid := app.tenant();
  asked int := coalesce(cardinality(p_tokens), 0);
  word bigint;
  having_it uuid[];
  fewest uuid[];
begin
  if here is null or asked not between 1 and 12 then
    return;
  end if;
  -- All words in one source: the usual case, and the cheap one.
  return query
    select f.case_id, f.source_kind, f.source_id
    from (
      select d.workspace_id, d.case_id, d.source_kind, d.source_id from app.search_docs d
      where d.tokens @> p_tokens offset 0
    ) f
    where f.workspace_id = here
    limit p_limit;
  if asked = 1 or not exists (select from app.search_docs d where d.workspace_id = here and d.source_kind <> 'case') then
    return;
  end if;
  -- Words scattered over the sources of a case: its title and a comment, say. The word that stands in the fewest
  -- sources leads to the cases; then only those with several sources are looked into.
  foreach word in array p_tokens loop
    having_it := array(
      select f.case_id
      from (select d.workspace_id, d.case_id from app.search_docs d where d.tokens @> array[word] offset 0) f
      where f.workspace_id = here
      limit p_limit);
    if fewest is null or cardinality(having_it) < cardinality(fewest) then
      fewest := having_it;
    end if;
  end loop;
  return query
    with several as materialized (
      select distinct p.case_id from unnest(fewest) f (id)
      join app.search_docs p on p.workspace_id = here and p.case_id = f.id and p.source_kind <> 'case'
    ), parts as materialized (
      select d.case_id, d.source_kind, d.source_id, t.token
      from several s
      join app.search_docs d on d.workspace_id = here and d.case_id = s.case_id
      cross join unnest(p_tokens) t (token)
      where t.token = any (d.tokens) and not d.tokens @> p_tokens
    ), whole as (
      select p.case_id from parts p group by p.case_id having count(distinct p.token) = asked
    )
    select distinct p.case_id, p.source_kind, p.source_id from parts p join whole w on w.case_id = p.case_id
    limit p_limit;
end
$$;
