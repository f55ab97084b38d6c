-- Signing keys follow one another: which is the newest is told by a number that is given under the sealer's lock, not
-- by a clock.
alter table app.audit_signing_keys add column number bigint generated always as identity;
create unique index audit_signing_keys_number on app.audit_signing_keys (number);
grant select (number) on app.audit_signing_keys to caseward_app;
