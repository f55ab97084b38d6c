/** What every catalogue query starts from: schemas of ours, without what an extension or pg-boss made. */
export const ours = `
  with own_schema as (
    select oid, nspname, nspowner, nspacl from pg_namespace
    where nspname !~ '^pg_' and nspname not in ('information_schema', 'pgboss')
  ), own_class as (
    select c.*, format('%I.%I', s.nspname, c.relname) as name, s.nspname
    from pg_class c join own_schema s on s.oid = c.relnamespace
    where not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
  ), own_function as (
    select p.*, format('%I.%I(%s)', s.nspname, p.proname, pg_get_function_identity_arguments(p.oid)) as name
    from pg_proc p join own_schema s on s.oid = p.pronamespace
    where not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
  ), own_type as (
    select t.*, format('%I.%I', s.nspname, t.typname) as name
    from pg_type t join own_schema s on s.oid = t.typnamespace
    where not exists (select from pg_depend d where d.objid = t.oid and d.deptype = 'e')
  )`;
