-- Cases and what hangs on them. A child row is visible where its case is: its policy asks the cases
-- table, which answers through its own policy.

-- Words of a workspace: taxonomy categories, tags, templates, saved views. Content is sealed.
create table app.categories (
  workspace_id uuid not null references app.workspaces (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  sealed_name bytea not null,
  position int not null default 0,
  archived_at timestamptz,
  primary key (workspace_id, id)
);

create table app.tags (
  workspace_id uuid not null references app.workspaces (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  name_digest bytea not null,
  sealed_name bytea not null,
  primary key (workspace_id, id),
  unique (workspace_id, name_digest)
);

create table app.templates (
  workspace_id uuid not null references app.workspaces (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  case_type text not null,
  sealed_content bytea not null,
  position int not null default 0,
  primary key (workspace_id, id)
);

create table app.saved_views (
  workspace_id uuid not null references app.workspaces (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  user_id uuid not null references app.users (id) on delete cascade,
  shared boolean not null default false,
  sealed_content bytea not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);

create table app.cases (
  workspace_id uuid not null references app.workspaces (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  number int not null,
  case_type text not null,
  state text not null,
  phase text not null check (phase in ('draft', 'review', 'open', 'closed')),
  revision_needed boolean not null default false,
  severity text check (severity in ('low', 'medium', 'high', 'critical')),
  category_id uuid,
  owner_id uuid not null,
  creator_id uuid not null,
  restricted boolean not null default false,
  due_at timestamptz,
  legal_hold boolean not null default false,
  sealed_list bytea not null,
  sealed_body bytea not null,
  version int not null default 1,
  content_version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, number),
  foreign key (workspace_id, category_id) references app.categories (workspace_id, id) on delete set null (category_id),
  foreign key (workspace_id, owner_id) references app.memberships (workspace_id, user_id) on delete restrict,
  foreign key (workspace_id, creator_id) references app.memberships (workspace_id, user_id) on delete restrict
);
create index cases_created on app.cases (workspace_id, created_at desc, id desc);
create index cases_updated on app.cases (workspace_id, updated_at desc, id desc);
create index cases_state on app.cases (workspace_id, state, created_at desc, id desc);
create index cases_owner on app.cases (workspace_id, owner_id, created_at desc, id desc);
create index cases_revision on app.cases (workspace_id, owner_id) where revision_needed;
create index cases_due on app.cases (workspace_id, due_at) where due_at is not null;

create table app.case_tags (
  workspace_id uuid not null,
  case_id uuid not null,
  tag_id uuid not null,
  primary key (workspace_id, case_id, tag_id),
  foreign key (workspace_id, case_id) references app.cases (workspace_id, id) on delete cascade,
  foreign key (workspace_id, tag_id) references app.tags (workspace_id, id) on delete cascade
);
create index case_tags_tag on app.case_tags (workspace_id, tag_id, case_id);

create table app.case_staff (
  workspace_id uuid not null,
  case_id uuid not null,
  slot text not null check (length(slot) <= 60),
  user_id uuid not null,
  primary key (workspace_id, case_id, slot, user_id),
  foreign key (workspace_id, case_id) references app.cases (workspace_id, id) on delete cascade,
  foreign key (workspace_id, user_id) references app.memberships (workspace_id, user_id) on delete cascade
);
create index case_staff_user on app.case_staff (workspace_id, user_id, case_id);

create table app.case_grants (
  workspace_id uuid not null,
  case_id uuid not null,
  user_id uuid not null,
  kind text not null check (kind in ('read', 'comment', 'edit')),
  expires_at timestamptz,
  granted_by uuid not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, case_id, user_id),
  foreign key (workspace_id, case_id) references app.cases (workspace_id, id) on delete cascade,
  foreign key (workspace_id, user_id) references app.memberships (workspace_id, user_id) on delete cascade
);
create index case_grants_user on app.case_grants (workspace_id, user_id, case_id);

create table app.case_links (
  workspace_id uuid not null,
  id uuid not null default gen_random_uuid(),
  case_id uuid not null,
  other_id uuid not null,
  kind text not null check (kind in ('pattern', 'dependency', 'follow_up', 'duplicate')),
  created_by uuid not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, case_id, other_id, kind),
  check (case_id <> other_id),
  foreign key (workspace_id, case_id) references app.cases (workspace_id, id) on delete cascade,
  foreign key (workspace_id, other_id) references app.cases (workspace_id, id) on delete cascade
);
create index case_links_other on app.case_links (workspace_id, other_id);

create table app.case_drafts (
  workspace_id uuid not null references app.workspaces (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  user_id uuid not null,
  case_id uuid,
  base_version int,
  sealed_content bytea not null,
  saved_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, user_id, case_id),
  foreign key (workspace_id, user_id) references app.memberships (workspace_id, user_id) on delete cascade,
  foreign key (workspace_id, case_id) references app.cases (workspace_id, id) on delete cascade
);

create table app.activities (
  workspace_id uuid not null,
  id uuid not null default gen_random_uuid(),
  case_id uuid not null,
  actor_id uuid,
  kind text not null,
  fields text[] not null default '{}',
  sealed_detail bytea,
  at timestamptz not null default clock_timestamp(),
  primary key (workspace_id, id),
  foreign key (workspace_id, case_id) references app.cases (workspace_id, id) on delete cascade
);
create index activities_case on app.activities (workspace_id, case_id, at desc, id);

create table app.review_rounds (
  workspace_id uuid not null,
  id uuid not null default gen_random_uuid(),
  case_id uuid not null,
  content_version int not null,
  state text not null default 'open' check (state in ('open', 'approved', 'revision_needed', 'rejected', 'withdrawn')),
  rule_mode text not null check (rule_mode in ('off', 'any', 'all', 'count')),
  rule_count int not null default 1,
  sealed_note bytea,
  opened_by uuid not null,
  opened_at timestamptz not null default now(),
  closed_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, case_id) references app.cases (workspace_id, id) on delete cascade
);
create unique index review_rounds_one_open on app.review_rounds (workspace_id, case_id) where state = 'open';

create table app.review_decisions (
  workspace_id uuid not null,
  round_id uuid not null,
  reviewer_id uuid not null,
  decision text check (decision in ('approve', 'revision', 'reject')),
  voided_at timestamptz,
  sealed_comment bytea,
  decided_at timestamptz,
  primary key (workspace_id, round_id, reviewer_id),
  foreign key (workspace_id, round_id) references app.review_rounds (workspace_id, id) on delete cascade,
  foreign key (workspace_id, reviewer_id) references app.memberships (workspace_id, user_id) on delete restrict
);
create index review_decisions_reviewer on app.review_decisions (workspace_id, reviewer_id, decided_at);

create table app.comments (
  workspace_id uuid not null,
  id uuid not null default gen_random_uuid(),
  case_id uuid not null,
  author_id uuid not null,
  anchor_kind text not null default 'case' check (anchor_kind in ('case', 'section', 'evidence')),
  anchor_id uuid,
  sealed_content bytea not null,
  resolved_at timestamptz,
  resolved_by uuid,
  deleted_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null default now(),
  edited_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, case_id) references app.cases (workspace_id, id) on delete cascade,
  foreign key (workspace_id, author_id) references app.memberships (workspace_id, user_id) on delete restrict
);
create index comments_case on app.comments (workspace_id, case_id, created_at, id);

create table app.mentions (
  workspace_id uuid not null,
  comment_id uuid not null,
  user_id uuid not null,
  seen_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (workspace_id, comment_id, user_id),
  foreign key (workspace_id, comment_id) references app.comments (workspace_id, id) on delete cascade,
  foreign key (workspace_id, user_id) references app.memberships (workspace_id, user_id) on delete cascade
);
create index mentions_user on app.mentions (workspace_id, user_id, created_at desc);

create table app.evidence (
  workspace_id uuid not null,
  id uuid not null default gen_random_uuid(),
  case_id uuid not null,
  uploader_id uuid not null,
  replaces_id uuid,
  media_type text not null,
  size bigint not null,
  sha256 bytea,
  state text not null default 'uploading'
    check (state in ('uploading', 'quarantined', 'clean', 'refused')),
  visibility text not null default 'case' check (visibility in ('case', 'reviewers')),
  refusal text,
  blob_key text not null unique,
  received bigint not null default 0,
  sealed_list bytea not null,
  sealed_text bytea,
  version int not null default 1,
  created_at timestamptz not null default now(),
  scanned_at timestamptz,
  deleted_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, case_id) references app.cases (workspace_id, id) on delete cascade,
  foreign key (workspace_id, uploader_id) references app.memberships (workspace_id, user_id) on delete restrict,
  foreign key (workspace_id, replaces_id) references app.evidence (workspace_id, id) on delete set null (replaces_id)
);
create index evidence_case on app.evidence (workspace_id, case_id, created_at, id);

-- Keyed digests of words and prefixes of one source (a case, a comment, a file's text).
create table app.search_docs (
  workspace_id uuid not null,
  case_id uuid not null,
  source_kind text not null check (source_kind in ('case', 'comment', 'evidence')),
  source_id uuid not null,
  tokens bigint[] not null,
  primary key (workspace_id, source_kind, source_id),
  foreign key (workspace_id, case_id) references app.cases (workspace_id, id) on delete cascade
);
create index search_docs_case on app.search_docs (workspace_id, case_id);
create index search_docs_tokens on app.search_docs using gin (tokens);

-- Walls --------------------------------------------------------------------------------------------

do $$
declare
  name text;
begin
  foreach name in array array['categories', 'tags', 'templates', 'saved_views', 'cases', 'case_tags', 'case_staff',
    'case_grants', 'case_links', 'case_drafts', 'activities', 'review_rounds', 'review_decisions', 'comments',
    'mentions', 'evidence', 'search_docs']
  loop
    execute format('alter table app.%I enable row level security', name);
    execute format('alter table app.%I force row level security', name);
    execute format('create policy operator on app.%I to caseward_operator using (true) with check (true)', name);
    execute format('grant select on app.%I to caseward_operator', name);
  end loop;
  -- Words of the workspace: every member reads them.
  foreach name in array array['categories', 'tags', 'templates'] loop
    execute format('create policy tenant on app.%I to caseward_app using (workspace_id = (select app.tenant()))'
      || ' with check (workspace_id = (select app.tenant()))', name);
  end loop;
  -- Rows of a case: visible where the case is.
  foreach name in array array['case_tags', 'case_links', 'activities', 'review_rounds', 'comments']
  loop
    execute format('create policy of_visible_case on app.%1$I to caseward_app'
      || ' using (workspace_id = (select app.tenant()) and exists (select 1 from app.cases c'
      || '   where c.workspace_id = app.%1$I.workspace_id and c.id = app.%1$I.case_id))'
      || ' with check (workspace_id = (select app.tenant()))', name);
  end loop;
end
$$;

-- Who sees a case: PRODUCT rules "read published/open records", "see drafts and cases in review",
-- "assigned records only", and restriction with its grants. Owner and Admin see all of their workspace.
create policy visible on app.cases to caseward_app
  using (
    workspace_id = (select app.tenant())
    and (
      (select app.actor_rank()) >= 5
      or exists (select 1 from app.case_grants g
        where g.workspace_id = cases.workspace_id and g.case_id = cases.id
          and g.user_id = (select app.actor_id()) and (g.expires_at is null or g.expires_at > now()))
      or (
        not restricted
        and (
          (select app.actor_rank()) >= 3 and not (select app.actor_assigned_only())
          or ((select app.actor_rank()) >= 2 or phase in ('open', 'closed')) and owner_id = (select app.actor_id())
          or phase in ('open', 'closed') and not (select app.actor_assigned_only())
          or ((select app.actor_rank()) >= 2 or phase in ('open', 'closed'))
            and exists (select 1 from app.case_staff s
              where s.workspace_id = cases.workspace_id and s.case_id = cases.id
                and s.user_id = (select app.actor_id()))
        )
      )
    )
  )
  with check (workspace_id = (select app.tenant()));

-- These two are read by the policy above, so they ask only for the tenant; what they hold is ids.
create policy tenant on app.case_staff to caseward_app
  using (workspace_id = (select app.tenant())) with check (workspace_id = (select app.tenant()));
create policy tenant on app.case_grants to caseward_app
  using (workspace_id = (select app.tenant())) with check (workspace_id = (select app.tenant()));

create policy own_or_shared on app.saved_views to caseward_app
  using (workspace_id = (select app.tenant()) and (shared or user_id = (select app.actor_id())))
  with check (workspace_id = (select app.tenant()) and user_id = (select app.actor_id()));
create policy own on app.case_drafts to caseward_app
  using (workspace_id = (select app.tenant()) and user_id = (select app.actor_id()))
  with check (workspace_id = (select app.tenant()) and user_id = (select app.actor_id()));
create policy own_mentions on app.mentions to caseward_app
  using (workspace_id = (select app.tenant()) and exists (select 1 from app.comments c
    where c.workspace_id = mentions.workspace_id and c.id = mentions.comment_id))
  with check (workspace_id = (select app.tenant()));
create policy of_visible_round on app.review_decisions to caseward_app
  using (workspace_id = (select app.tenant()) and exists (select 1 from app.review_rounds r
    where r.workspace_id = review_decisions.workspace_id and r.id = review_decisions.round_id))
  with check (workspace_id = (select app.tenant()));
-- Evidence meant for reviewers: they, the case's owner and the uploader see it.
create policy of_visible_case on app.evidence to caseward_app
  using (workspace_id = (select app.tenant()) and exists (select 1 from app.cases c
    where c.workspace_id = evidence.workspace_id and c.id = evidence.case_id
      and (evidence.visibility = 'case' or (select app.actor_rank()) >= 3
        or c.owner_id = (select app.actor_id()) or evidence.uploader_id = (select app.actor_id()))))
  with check (workspace_id = (select app.tenant()));
-- The index is written by the live role and read only through app.search_cases().
create policy tenant on app.search_docs to caseward_app
  using (workspace_id = (select app.tenant())) with check (workspace_id = (select app.tenant()));
create policy definer on app.search_docs to caseward_owner using (true);

-- Grants: columns one by one for what is inserted and updated --------------------------------------

grant select, delete on app.categories, app.tags, app.templates, app.saved_views, app.case_tags, app.case_staff,
  app.case_grants, app.case_links, app.case_drafts, app.mentions to caseward_app;
grant select on app.cases, app.activities, app.review_rounds, app.review_decisions, app.comments, app.evidence to caseward_app;
grant delete on app.cases to caseward_app;
grant insert (workspace_id, id, sealed_name, position), update (sealed_name, position, archived_at) on app.categories to caseward_app;
grant insert (workspace_id, id, name_digest, sealed_name), update (name_digest, sealed_name) on app.tags to caseward_app;
grant insert (workspace_id, id, case_type, sealed_content, position), update (case_type, sealed_content, position) on app.templates to caseward_app;
grant insert (workspace_id, id, user_id, shared, sealed_content), update (shared, sealed_content) on app.saved_views to caseward_app;
grant insert (workspace_id, id, number, case_type, state, phase, severity, category_id, owner_id, creator_id, due_at,
    sealed_list, sealed_body),
  update (case_type, state, phase, revision_needed, severity, category_id, owner_id, restricted, due_at, legal_hold,
    sealed_list, sealed_body, version, content_version, updated_at) on app.cases to caseward_app;
grant insert (workspace_id, case_id, tag_id) on app.case_tags to caseward_app;
grant insert (workspace_id, case_id, slot, user_id) on app.case_staff to caseward_app;
grant insert (workspace_id, case_id, user_id, kind, expires_at, granted_by), update (kind, expires_at, granted_by) on app.case_grants to caseward_app;
grant insert (workspace_id, id, case_id, other_id, kind, created_by) on app.case_links to caseward_app;
grant insert (workspace_id, id, user_id, case_id, base_version, sealed_content), update (base_version, sealed_content, saved_at) on app.case_drafts to caseward_app;
grant insert (workspace_id, id, case_id, actor_id, kind, fields, sealed_detail) on app.activities to caseward_app;
grant insert (workspace_id, id, case_id, content_version, state, rule_mode, rule_count, sealed_note, opened_by, closed_at),
  update (state, closed_at, content_version) on app.review_rounds to caseward_app;
grant insert (workspace_id, round_id, reviewer_id, decision, sealed_comment, decided_at),
  update (decision, voided_at, sealed_comment, decided_at) on app.review_decisions to caseward_app;
grant insert (workspace_id, id, case_id, author_id, anchor_kind, anchor_id, sealed_content),
  update (sealed_content, resolved_at, resolved_by, deleted_at, version, edited_at) on app.comments to caseward_app;
grant insert (workspace_id, comment_id, user_id), update (seen_at) on app.mentions to caseward_app;
grant insert (workspace_id, id, case_id, uploader_id, replaces_id, media_type, size, visibility, blob_key, sealed_list),
  update (media_type, size, sha256, state, visibility, refusal, received, sealed_list, sealed_text, version, scanned_at, deleted_at)
  on app.evidence to caseward_app;
grant select, insert (workspace_id, case_id, source_kind, source_id, tokens),
  update (tokens), delete on app.search_docs to caseward_app;

grant update (sealed_name) on app.categories to caseward_operator;
grant update (sealed_name) on app.tags to caseward_operator;
grant update (sealed_content) on app.templates, app.saved_views, app.case_drafts, app.comments to caseward_operator;
grant update (sealed_list, sealed_body) on app.cases to caseward_operator;
grant update (sealed_detail) on app.activities to caseward_operator;
grant update (sealed_note) on app.review_rounds to caseward_operator;
grant update (sealed_comment) on app.review_decisions to caseward_operator;
grant update (sealed_list, sealed_text) on app.evidence to caseward_operator;

-- Search: the workspace is an explicit condition here, taken from the context and never from the caller,
-- so that the GIN index serves (under a policy it cannot: its operators are not leakproof). What comes
-- back are ids; who may see them is decided by the policies of the caller's own query.
create function app.search_cases(p_tokens bigint[], p_limit int)
returns table (case_id uuid, source_kind text, source_id uuid)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  here uuid := app.tenant();
begin
  if here is null then
    return;
  end if;
  -- All words in one source: the usual case, and the cheap one.
  return query
    select d.case_id, d.source_kind, d.source_id from app.search_docs d
    where d.workspace_id = here and d.tokens @> p_tokens
    limit p_limit;
  if cardinality(p_tokens) < 2 or cardinality(p_tokens) > 12 then
    return;
  end if;
  -- Words scattered over the sources of a case: its title and a comment, say.
  return query
    with parts as materialized (
      select d.case_id, d.source_kind, d.source_id, t.token
      from app.search_docs d cross join unnest(p_tokens) t (token)
      where d.workspace_id = here and d.tokens && p_tokens and d.tokens @> array[t.token]
        and not d.tokens @> p_tokens
      limit p_limit * 5
    ), whole as (
      select p.case_id from parts p group by p.case_id having count(distinct p.token) = cardinality(p_tokens)
    )
    select distinct p.case_id, p.source_kind, p.source_id from parts p join whole w on w.case_id = p.case_id
    limit p_limit;
end
$$;
grant execute on function app.search_cases(bigint[], int) to caseward_app;
