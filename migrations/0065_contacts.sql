-- People a team deals with: who they are is sealed, what they agreed to is a history that nobody rewrites (claim FC-46).
create table app.contacts (
  workspace_id uuid not null references app.workspaces (id) on delete cascade,
  id uuid not null,
  owner_id uuid not null references app.users (id) on delete restrict,
  state text not null default 'active' check (state in ('active', 'archived')),
  source text not null check (source in ('person', 'referral', 'event', 'website', 'public_record', 'other')),
  -- Name, addresses, telephones, note.
  sealed_content bytea not null,
  -- Since when their data may not be sold or shared (Cal. Civ. Code § 1798.120), who asked for it and who noted it.
  do_not_sell_at timestamptz,
  do_not_sell_from text check (do_not_sell_from in ('person', 'agent', 'signal')),
  do_not_sell_by uuid references app.users (id) on delete restrict,
  version int not null default 1,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  check ((do_not_sell_at is null) = (do_not_sell_from is null) and (do_not_sell_at is null) = (do_not_sell_by is null))
);
create index contacts_newest on app.contacts (workspace_id, state, created_at desc, id desc);
create index contacts_owner on app.contacts (owner_id);
create index contacts_noted on app.contacts (do_not_sell_by) where do_not_sell_by is not null;

-- Keyed digests of a contact's e-mail addresses and of how the words of the name begin.
create table app.contact_words (
  workspace_id uuid not null,
  token bigint not null,
  contact_id uuid not null,
  primary key (workspace_id, token, contact_id),
  foreign key (workspace_id, contact_id) references app.contacts (workspace_id, id) on delete cascade
);
create index contact_words_contact on app.contact_words (workspace_id, contact_id);

-- What a contact agreed to or took back, each time it was said. The newest of a purpose counts.
create table app.contact_consents (
  workspace_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  purpose text not null check (purpose in ('newsletter', 'marketing_calls', 'profiling', 'sharing')),
  decision text not null check (decision in ('given', 'withdrawn')),
  -- Not the start of the transaction: of two at once, the one that was let in last is the newer.
  noted_at timestamptz not null default clock_timestamp(),
  noted_by uuid not null references app.users (id) on delete restrict,
  -- How it was said: the evidence of it (GDPR Art. 7 (1)).
  sealed_how bytea not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, contact_id) references app.contacts (workspace_id, id) on delete cascade
);
create index contact_consents_newest on app.contact_consents (workspace_id, contact_id, noted_at desc, id);
create index contact_consents_noted on app.contact_consents (noted_by);

alter table app.contacts enable row level security;
alter table app.contacts force row level security;
alter table app.contact_words enable row level security;
alter table app.contact_words force row level security;
alter table app.contact_consents enable row level security;
alter table app.contact_consents force row level security;

-- Whoever is let in to their own records alone sees the contacts they own.
create policy tenant on app.contacts to caseward_app
  using (workspace_id = (select app.tenant()) and ((select not app.actor_assigned_only() or app.actor_rank() >= 5)
    or owner_id = (select app.actor_id())))
  with check (workspace_id = (select app.tenant()) and ((select not app.actor_assigned_only() or app.actor_rank() >= 5)
    or owner_id = (select app.actor_id())));
create policy tenant on app.contact_words to caseward_app
  using (workspace_id = (select app.tenant())) with check (workspace_id = (select app.tenant()));
create policy tenant on app.contact_consents to caseward_app
  using (workspace_id = (select app.tenant()) and exists (
    select from app.contacts c where c.workspace_id = contact_consents.workspace_id and c.id = contact_id))
  with check (workspace_id = (select app.tenant()) and exists (
    select from app.contacts c where c.workspace_id = contact_consents.workspace_id and c.id = contact_id));
create policy operator on app.contacts to caseward_operator using (true) with check (true);
create policy operator on app.contact_words to caseward_operator using (true) with check (true);
create policy operator on app.contact_consents to caseward_operator using (true) with check (true);
create policy erasure on app.contacts to caseward_owner using (workspace_id = (select app.erasing()))
  with check (workspace_id = (select app.erasing()));
create policy erasure on app.contact_words to caseward_owner using (workspace_id = (select app.erasing()))
  with check (workspace_id = (select app.erasing()));
create policy erasure on app.contact_consents to caseward_owner using (workspace_id = (select app.erasing()))
  with check (workspace_id = (select app.erasing()));

grant select on app.contacts, app.contact_words, app.contact_consents to caseward_app, caseward_operator;
grant insert (workspace_id, id, owner_id, source, sealed_content), update (owner_id, state, source, sealed_content,
  do_not_sell_at, do_not_sell_from, do_not_sell_by, version), delete on app.contacts to caseward_app;
grant insert (workspace_id, token, contact_id), delete on app.contact_words to caseward_app;
grant insert (workspace_id, id, contact_id, purpose, decision, noted_by, sealed_how) on app.contact_consents to caseward_app;
-- A rotation of keys seals anew; a workspace that comes in by an export is written by the operator's command.
grant update (sealed_content) on app.contacts to caseward_operator;
grant update (sealed_how) on app.contact_consents to caseward_operator;
grant insert on app.contacts, app.contact_consents to caseward_operator;
