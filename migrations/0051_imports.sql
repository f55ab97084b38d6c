-- A workspace that comes in by an export is written by the operator's command, in one transaction.
grant insert on app.users, app.workspaces, app.workspace_keys, app.memberships, app.categories, app.tags, app.templates,
  app.saved_views, app.cases, app.case_counters, app.case_tags, app.case_staff, app.case_grants, app.case_links,
  app.activities, app.evidence, app.comments, app.mentions, app.review_rounds, app.review_decisions to caseward_operator;
grant update (replaces_id) on app.evidence to caseward_operator;
create policy operator_imports on app.case_counters for insert to caseward_operator with check (true);
