-- The job library keeps its own tables here. Payloads are ids, or sealed by whoever queued them.
create schema pgboss;
revoke all on schema pgboss from public;
grant usage, create on schema pgboss to caseward_app;
