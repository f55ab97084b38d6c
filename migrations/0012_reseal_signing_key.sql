-- A rotation of keys seals the signing key anew too; nothing else about the row may change.
create policy operator_reseals on app.audit_signing_keys for update to caseward_operator using (true) with check (true);
grant update (sealed_private_key) on app.audit_signing_keys to caseward_operator;
