-- A mail kept for a proof run is sealed by the deployment's key: a rotation has to be able to seal it anew.
create policy operator_reseals on app.probe_mails to caseward_operator using (true) with check (true);
grant select, update (sealed_mail) on app.probe_mails to caseward_operator;
