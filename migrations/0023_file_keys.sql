-- A file's own key lies sealed in the head of the file, which is never written twice. Once the workspace has a newer
-- key, the file's key stands here instead, sealed anew; what the head says is not asked any more.
alter table app.evidence add column sealed_file_key bytea;
alter table app.evidence_pieces add column sealed_file_key bytea;
grant update (sealed_file_key) on app.evidence, app.evidence_pieces to caseward_operator;
-- Each look that finds a file clean writes its own blob, and the row says which of them counts: two nodes that look at one file at
-- once cannot take each other's bytes away. The blob that no longer counts is cleared away.
grant update (blob_key) on app.evidence to caseward_app;
create trigger note_replaced after update of blob_key on app.evidence for each row
  when (old.blob_key is distinct from new.blob_key) execute function app.note_gone_file();
