-- The sealer looks for entries not yet sealed from a moment on, not through the whole log each time.
create index audit_entries_at on app.audit_entries (at, id);

-- The private key is sealed for its row, so the row's id is known before the row is.
grant insert (id) on app.audit_signing_keys to caseward_sealer;
