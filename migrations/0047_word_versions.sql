-- What someone changes names the version it was made from, so that nobody writes over what they have not seen.
alter table app.categories add column version integer not null default 1;
alter table app.tags add column version integer not null default 1;
alter table app.templates add column version integer not null default 1;
alter table app.saved_views add column version integer not null default 1;

grant update (version) on app.categories to caseward_app;
grant update (version) on app.tags to caseward_app;
grant update (version) on app.templates to caseward_app;
grant update (version) on app.saved_views to caseward_app;
