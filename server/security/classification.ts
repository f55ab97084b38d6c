import type { Database } from '#server/platform/db/index.ts';

/**
 * How well a piece of data is guarded (claims FC-46, FTS-21).
 * `open` anyone may know it; `internal` only who is let in; `personal` points to a person; `confidential` is
 * what teams write and must be unreadable in a dump; `secret` opens doors.
 */
export type Level = 'open' | 'internal' | 'personal' | 'confidential' | 'secret';

/** How a column keeps its value. */
export type Form =
  | { readonly kind: 'plain' }
  /** A keyed digest: found by equality, never read back. */
  | { readonly kind: 'digest' }
  /** A key, wrapped by the root key or never leaving the database. */
  | { readonly kind: 'key' }
  | Seal;

/** AES-256-GCM under a key of the workspace or of the deployment, bound to table, row and use. */
export interface Seal {
  readonly kind: 'sealed';
  readonly scope: 'workspace' | 'system';
  readonly use: string;
  /** The columns that name the row in the seal's associated data. */
  readonly row: readonly string[];
}

export interface Protection {
  readonly level: Level;
  readonly form: Form;
}

const open: Protection = { level: 'open', form: { kind: 'plain' } };
const internal: Protection = { level: 'internal', form: { kind: 'plain' } };
/** An id of a person; who that is, is sealed elsewhere. */
const pseudonym: Protection = { level: 'personal', form: { kind: 'plain' } };
const digest: Protection = { level: 'personal', form: { kind: 'digest' } };
const keyMaterial: Protection = { level: 'secret', form: { kind: 'key' } };

function sealed(use: string, ...columns: string[]): Protection {
  const row = columns.length > 0 ? columns : ['id'];
  return { level: 'confidential', form: { kind: 'sealed', scope: 'workspace', use, row } };
}
function systemSealed(use: string, row = 'id'): Protection {
  return { level: 'confidential', form: { kind: 'sealed', scope: 'system', use, row: [row] } };
}
/** The key of a file, sealed as in the file's own head. */
const fileKey: Protection = {
  level: 'secret',
  form: { kind: 'sealed', scope: 'workspace', use: 'file/file-key', row: ['id'] },
};
const sealedKey: Protection = {
  level: 'secret',
  form: { kind: 'sealed', scope: 'system', use: 'private_key', row: ['id'] },
};

type Complete = { readonly [T in keyof Database]: { readonly [C in keyof Database[T]]: Protection } };

/** Every column of every table. A new column without a level does not compile. */
export const classification: Complete = {
  'app.activities': {
    workspace_id: internal,
    id: internal,
    case_id: internal,
    actor_id: pseudonym,
    kind: internal,
    fields: internal,
    sealed_detail: sealed('detail'),
    at: internal,
  },
  'app.api_tokens': {
    workspace_id: internal,
    id: internal,
    pass_id: keyMaterial,
    public_id: internal,
    secret_hash: digest,
    sealed_name: sealed('name', 'id'),
    role: internal,
    scopes: internal,
    ip_ranges: internal,
    maker_id: pseudonym,
    survives_maker: internal,
    version: internal,
    created_at: internal,
    expires_at: internal,
    last_used_at: internal,
    revoked_at: internal,
    reminded_days: internal,
  },
  'app.audit_checkpoints': { size: open, root: open, note: open, at: open },
  'app.audit_entries': {
    id: internal,
    workspace_id: internal,
    at: internal,
    actor_kind: internal,
    actor_id: pseudonym,
    session_id: pseudonym,
    action: internal,
    target_kind: internal,
    target_id: internal,
    fields: internal,
    ip_sealed: sealed('ip', 'request_id'),
    request_id: internal,
    detail: internal,
  },
  'app.audit_leaves': { seq: open, entry_id: open, leaf: open },
  'app.audit_signing_keys': {
    id: internal,
    name: internal,
    public_key: open,
    sealed_private_key: sealedKey,
    created_at: internal,
    number: internal,
  },
  'app.backup_codes': { user_id: pseudonym, code_digest: digest, used_at: internal, created_at: internal },
  'app.case_counters': { workspace_id: internal, last_number: internal },
  'app.break_glass_uses': {
    workspace_id: internal,
    session_id: pseudonym,
    user_id: pseudonym,
    at: internal,
    told_at: internal,
  },
  'app.case_drafts': {
    workspace_id: internal,
    id: internal,
    user_id: pseudonym,
    case_id: internal,
    base_version: internal,
    sealed_content: sealed('content'),
    saved_at: internal,
  },
  'app.case_grants': {
    workspace_id: internal,
    case_id: internal,
    user_id: pseudonym,
    kind: internal,
    expires_at: internal,
    granted_by: pseudonym,
    created_at: internal,
  },
  'app.case_links': {
    workspace_id: internal,
    id: internal,
    case_id: internal,
    other_id: internal,
    kind: internal,
    created_by: pseudonym,
    created_at: internal,
  },
  'app.case_staff': { workspace_id: internal, case_id: internal, slot: internal, user_id: pseudonym },
  'app.case_tags': { workspace_id: internal, case_id: internal, tag_id: internal },
  'app.cases': {
    workspace_id: internal,
    id: internal,
    number: internal,
    case_type: internal,
    state: internal,
    phase: internal,
    revision_needed: internal,
    severity: internal,
    category_id: internal,
    owner_id: pseudonym,
    creator_id: pseudonym,
    restricted: internal,
    due_at: internal,
    legal_hold: internal,
    sealed_list: sealed('list'),
    sealed_body: sealed('body'),
    version: internal,
    content_version: internal,
    created_at: internal,
    updated_at: internal,
  },
  'app.categories': {
    workspace_id: internal,
    id: internal,
    sealed_name: sealed('name'),
    position: internal,
    archived_at: internal,
  },
  'app.comments': {
    workspace_id: internal,
    id: internal,
    case_id: internal,
    author_id: pseudonym,
    anchor_kind: internal,
    anchor_id: internal,
    sealed_content: sealed('content'),
    resolved_at: internal,
    resolved_by: pseudonym,
    deleted_at: internal,
    version: internal,
    created_at: internal,
    edited_at: internal,
  },
  'app.context_secrets': { secret: keyMaterial, door_key: keyMaterial },
  'app.evidence': {
    workspace_id: internal,
    id: internal,
    case_id: internal,
    uploader_id: pseudonym,
    replaces_id: internal,
    media_type: internal,
    size: internal,
    sha256: digest,
    state: internal,
    visibility: internal,
    refusal: internal,
    blob_key: internal,
    received: internal,
    sealed_list: sealed('list'),
    sealed_text: sealed('text'),
    version: internal,
    created_at: internal,
    scanned_at: internal,
    deleted_at: internal,
    sealed_file_key: fileKey,
  },
  'app.evidence_pieces': {
    workspace_id: internal,
    evidence_id: internal,
    start: internal,
    id: internal,
    size: internal,
    created_at: internal,
    sealed_file_key: fileKey,
  },
  'app.factor_challenges': {
    id: internal,
    user_id: pseudonym,
    session_id: internal,
    purpose: internal,
    challenge_digest: digest,
    created_at: internal,
    expires_at: internal,
    used_at: internal,
  },
  'app.gone_files': { workspace_id: internal, blob_id: internal, gone_at: internal },
  'app.invitations': {
    workspace_id: internal,
    id: internal,
    email_digest: digest,
    sealed_email: sealed('email'),
    role: internal,
    assigned_only: internal,
    token_digest: digest,
    state: internal,
    inviter_id: pseudonym,
    created_at: internal,
    expires_at: internal,
  },
  'app.kept_replies': {
    workspace_id: internal,
    id: internal,
    user_id: pseudonym,
    key_digest: digest,
    request_digest: digest,
    sealed_reply: sealed('reply'),
    expires_at: internal,
  },
  'app.mailed_tokens': {
    id: internal,
    user_id: pseudonym,
    purpose: internal,
    token_digest: digest,
    sealed_email: systemSealed('email'),
    email_digest: digest,
    created_at: internal,
    expires_at: internal,
    used_at: internal,
  },
  'app.memberships': {
    workspace_id: internal,
    id: internal,
    user_id: pseudonym,
    role: internal,
    assigned_only: internal,
    state: internal,
    sealed_profile: sealed('profile', 'user_id'),
    version: internal,
    created_at: internal,
    changed_at: internal,
    admin_since: internal,
    break_glass: internal,
  },
  'app.mentions': {
    workspace_id: internal,
    comment_id: internal,
    user_id: pseudonym,
    seen_at: internal,
    created_at: internal,
  },
  'app.operator_tokens': {
    id: internal,
    token_digest: digest,
    purpose: internal,
    created_at: internal,
    expires_at: internal,
    ended_at: internal,
  },
  'app.outbox': {
    workspace_id: internal,
    id: internal,
    topic: internal,
    target_id: internal,
    payload: internal,
    created_at: internal,
  },
  'app.passkeys': {
    id: internal,
    user_id: pseudonym,
    credential_id: internal,
    public_key: internal,
    counter: internal,
    transports: internal,
    backed_up: internal,
    sealed_name: systemSealed('name'),
    sealed_device: systemSealed('device'),
    created_at: internal,
    last_used_at: internal,
  },
  'app.passwords': {
    user_id: pseudonym,
    hash: digest,
    temporary: internal,
    recheck: internal,
    must_change: internal,
    set_at: internal,
  },
  'app.probe_mails': { id: internal, world_id: internal, sealed_mail: systemSealed('mail'), at: internal },
  'app.probe_worlds': {
    id: internal,
    workspace_ids: internal,
    user_ids: pseudonym,
    created_at: internal,
    expires_at: internal,
  },
  'app.proof_runs': { id: open, at: open, build: open, results: open },
  'app.rate_windows': {
    class: internal,
    key: digest,
    window_start: internal,
    ends_at: internal,
    used: internal,
    last_grant: internal,
  },
  'app.review_decisions': {
    workspace_id: internal,
    round_id: internal,
    reviewer_id: pseudonym,
    decision: internal,
    voided_at: internal,
    sealed_comment: sealed('comment', 'round_id', 'reviewer_id'),
    decided_at: internal,
  },
  'app.review_rounds': {
    workspace_id: internal,
    id: internal,
    case_id: internal,
    content_version: internal,
    state: internal,
    rule_mode: internal,
    rule_count: internal,
    sealed_note: sealed('note'),
    opened_by: pseudonym,
    opened_at: internal,
    closed_at: internal,
  },
  'app.saved_views': {
    workspace_id: internal,
    id: internal,
    user_id: pseudonym,
    shared: internal,
    sealed_content: sealed('content'),
    created_at: internal,
  },
  'app.scim_directories': {
    workspace_id: internal,
    id: internal,
    active: internal,
    default_role: internal,
    version: internal,
    created_by: pseudonym,
    created_at: internal,
    changed_at: internal,
  },
  'app.scim_group_members': { workspace_id: internal, group_id: internal, membership_id: pseudonym },
  'app.scim_groups': {
    workspace_id: internal,
    id: internal,
    name_digest: digest,
    external_id_digest: digest,
    sealed_attributes: sealed('attributes'),
    role: internal,
    version: internal,
    created_at: internal,
    changed_at: internal,
  },
  'app.scim_tokens': {
    workspace_id: internal,
    id: internal,
    pass_id: keyMaterial,
    public_id: internal,
    secret_hash: digest,
    created_by: pseudonym,
    created_at: internal,
    expires_at: internal,
    last_used_at: internal,
    revoked_at: internal,
  },
  'app.scim_users': {
    workspace_id: internal,
    membership_id: pseudonym,
    user_name_digest: digest,
    external_id_digest: digest,
    sealed_attributes: sealed('attributes', 'membership_id'),
    ended_by_directory: internal,
    created_at: internal,
    changed_at: internal,
  },
  'app.search_docs': {
    workspace_id: internal,
    case_id: internal,
    source_kind: internal,
    source_id: internal,
    tokens: digest,
  },
  'app.sessions': {
    id: internal,
    user_id: pseudonym,
    stage: internal,
    private_device: internal,
    sealed_origin: systemSealed('origin'),
    created_at: internal,
    last_seen_at: internal,
    expires_at: internal,
    ended_at: internal,
    end_reason: internal,
    first_factor: internal,
    second_factor: internal,
    factor_at: internal,
    sso_workspace_id: internal,
  },
  'app.setup_links': {
    id: internal,
    token_digest: digest,
    created_at: internal,
    expires_at: internal,
    used_at: internal,
  },
  'app.sign_in_codes': {
    id: internal,
    email_digest: digest,
    code_digest: digest,
    purpose: internal,
    tries: internal,
    created_at: internal,
    expires_at: internal,
    consumed_at: internal,
  },
  'app.sign_in_tries': { key: digest, at: internal },
  'app.sso_connections': {
    workspace_id: internal,
    id: internal,
    kind: internal,
    sealed_settings: sealed('settings'),
    sealed_private_key: { ...sealed('private_key'), level: 'secret' },
    active: internal,
    unasked: internal,
    join_role: internal,
    tested_version: internal,
    tested_at: internal,
    tested_by: pseudonym,
    sealed_test: sealed('test'),
    metadata_at: internal,
    metadata_failing_since: internal,
    reminded_days: internal,
    version: internal,
    created_by: pseudonym,
    created_at: internal,
    changed_at: internal,
  },
  'app.sso_domains': {
    workspace_id: internal,
    id: internal,
    domain: internal,
    challenge: open,
    verified_at: internal,
    verified_by: internal,
    checked_at: internal,
    created_by: pseudonym,
    created_at: internal,
  },
  'app.sso_people': {
    workspace_id: internal,
    connection_id: internal,
    user_id: pseudonym,
    first_at: internal,
    last_at: internal,
  },
  'app.sso_sessions': {
    workspace_id: internal,
    session_id: pseudonym,
    connection_id: internal,
    subject_digest: digest,
    index_digest: digest,
    sealed_subject: sealed('subject', 'session_id'),
    created_at: internal,
  },
  'app.sso_sign_ins': {
    workspace_id: internal,
    id: internal,
    connection_id: internal,
    purpose: internal,
    user_id: pseudonym,
    browser_digest: digest,
    sealed_state: sealed('state'),
    created_at: internal,
    expires_at: internal,
    answered_at: internal,
    arrival_digest: digest,
    sealed_arrival: sealed('arrival'),
    claimed_at: internal,
  },
  'app.sso_spent': { workspace_id: internal, connection_id: internal, digest: digest, spent_at: internal },
  'app.system_keys': {
    purpose: internal,
    version: internal,
    wrapped: keyMaterial,
    root_key_id: internal,
    created_at: internal,
    retired_at: internal,
  },
  'app.tags': { workspace_id: internal, id: internal, name_digest: digest, sealed_name: sealed('name') },
  'app.templates': {
    workspace_id: internal,
    id: internal,
    case_type: internal,
    sealed_content: sealed('content'),
    position: internal,
  },
  'app.totp_secrets': {
    user_id: pseudonym,
    sealed_secret: systemSealed('secret', 'user_id'),
    confirmed_at: internal,
    last_step: internal,
    created_at: internal,
  },
  'app.users': {
    id: pseudonym,
    email_digest: digest,
    sealed_profile: systemSealed('profile'),
    preferences: internal,
    tokens_valid_after: internal,
    created_at: internal,
    disabled_at: internal,
  },
  'app.workspace_keys': {
    workspace_id: internal,
    purpose: internal,
    version: internal,
    wrapped: keyMaterial,
    root_key_id: internal,
    created_at: internal,
    retired_at: internal,
  },
  'app.workspaces': {
    id: internal,
    sealed_profile: sealed('profile'),
    preset: internal,
    region: internal,
    state: internal,
    synthetic: internal,
    settings: internal,
    policies: internal,
    version: internal,
    created_at: internal,
    deletion_at: internal,
    sign_in_methods: internal,
    strong_factor_from: internal,
    private_devices: internal,
    ip_ranges: internal,
    sso_enforced: internal,
    break_glass: internal,
    evidence_quota: internal,
  },
  caseward_migrations: { number: open, name: open, sha256: open, breaking: open, applied_at: open },
};

export interface SealedColumn extends Seal {
  readonly table: keyof Database;
  readonly column: string;
}

/** Every column that holds a seal: what a rotation walks. */
export function sealedColumns(): SealedColumn[] {
  return Object.entries(classification).flatMap(([table, columns]) =>
    Object.entries<Protection>(columns).flatMap(([column, { form }]) =>
      form.kind === 'sealed' ? [{ ...form, table: table as keyof Database, column }] : [],
    ),
  );
}

/** Names that must not show up in a log line: the columns above `internal`, and what goes into them. */
export const sensitiveNames: readonly string[] = [
  ...new Set(
    Object.values(classification).flatMap((columns) =>
      Object.entries<Protection>(columns)
        .filter(([, { level }]) => level === 'confidential' || level === 'secret')
        .map(([column]) => column),
    ),
  ),
  ...[
    'email',
    'name',
    'title',
    'summary',
    'body',
    'comment',
    'caption',
    'fileName',
    'code',
    'csrf',
    'cookie',
    'token',
    'note',
  ],
];
