-- How long archived contacts are kept: a class of its own, whose days count from a contact's last change. Those there are begin today.

alter table app.contacts add column changed_at timestamptz not null default now();

create function app.note_contact_change() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  new.changed_at := now();
  return new;
end
$$;
-- What people change raises the version; a rotation of keys does not.
create trigger changed before update on app.contacts for each row
  when (old.version <> new.version) execute function app.note_contact_change();

alter table app.retention_rules drop constraint retention_rules_class_check;
alter table app.retention_rules add constraint retention_rules_class_check
  check (class in ('cases', 'drafts', 'files', 'comments', 'contacts'));
alter table app.retention_rules add constraint retention_rules_contacts_have_no_type
  check (class <> 'contacts' or case_type = '');
