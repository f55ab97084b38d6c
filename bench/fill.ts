import { bodyContext } from '#server/features/cases/index.ts';
import { searchTokens } from '#server/features/search-index/index.ts';
import type { OperatorClient } from '#server/platform/db/operator-client.ts';
import { type KeyScope, newId } from '#server/security/crypto/index.ts';
import { createTexts, type Texts } from './texts.ts';

export interface Filling {
  readonly workspaceId: string;
  readonly scope: KeyScope;
  readonly owners: readonly string[];
  readonly cases: number;
  readonly seed: number;
}

interface MadeCase {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly body: string;
  readonly owner: string;
}

const AT_ONCE = 1_000;

export const insertSealed = `
  insert into app.cases (workspace_id, id, number, case_type, state, phase, severity, owner_id, creator_id,
    sealed_list, sealed_body, created_at, updated_at)
  select $1, r.id, r.number, 'incident', 'published', 'open', 'medium', r.owner, r.owner, r.list, r.body,
    now() - make_interval(secs => $2 - r.number), now() - make_interval(secs => $2 - r.number)
  from unnest($3::uuid[], $4::int[], $5::uuid[], $6::bytea[], $7::bytea[]) r (id, number, owner, list, body)`;

// An array of arrays must be even, hence the tokens of each case as one text.
export const insertTokens = `
  insert into app.search_docs (workspace_id, case_id, source_kind, source_id, tokens)
  select $1, r.id, 'case', r.id, r.tokens::bigint[] from unnest($2::uuid[], $3::text[]) r (id, tokens)`;

const insertPlain = `
  insert into bench.cases (workspace_id, id, type, title, summary, body, state, phase, severity, owner_id,
    created_at, updated_at)
  select $1, r.id, 'incident', r.title, r.summary, r.body, 'published', 'open', 'medium', r.owner,
    c.created_at, c.updated_at
  from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::uuid[]) r (id, title, summary, body, owner)
  join app.cases c on c.workspace_id = $1 and c.id = r.id`;

export const insertTexts = `
  insert into bench.texts (workspace_id, id, title, body)
  select $1, r.id, r.title, r.body from unnest($2::uuid[], $3::text[], $4::text[]) r (id, title, body)`;

/** Fills one workspace, sealed and plain with the same content. Returns the ids, newest last. */
export async function fillWorkspace(admin: OperatorClient, filling: Filling): Promise<string[]> {
  const { cases, seed, owners } = filling;
  const texts = createTexts(seed);
  const ids: string[] = [];
  for (let from = 0; from < cases; from += AT_ONCE) {
    const batch = Array.from({ length: Math.min(AT_ONCE, cases - from) }, () => makeCase(texts, owners));
    await insertBatch(admin, filling, batch, from + 1);
    ids.push(...batch.map(({ id }) => id));
  }
  await countCases(admin, filling);
  return ids;
}

/** The next case made through the product gets the next number. */
export async function countCases(
  admin: OperatorClient,
  { workspaceId, cases }: Pick<Filling, 'workspaceId' | 'cases'>,
): Promise<void> {
  await admin.query('insert into app.case_counters (workspace_id, last_number) values ($1, $2)', [
    workspaceId,
    cases,
  ]);
}

function makeCase(texts: Texts, owners: readonly string[]): MadeCase {
  return {
    id: newId(),
    title: texts.words(6),
    summary: texts.words(12),
    body: `## ${texts.words(3)}\n\n${texts.words(60)}`,
    owner: owners[Math.floor(texts.next() * owners.length)] ?? '',
  };
}

async function insertBatch(
  admin: OperatorClient,
  { workspaceId, scope, cases }: Filling,
  batch: readonly MadeCase[],
  firstNumber: number,
): Promise<void> {
  const column = <K extends keyof MadeCase>(key: K) => batch.map((made) => made[key]);
  const lists = batch.map(({ id, title }) =>
    scope.seal({ table: 'cases', row: id, use: 'list' }, { title, tagIds: [] }),
  );
  const bodies = batch.map(({ id, summary, body }) =>
    scope.seal(bodyContext(id), { summary, body, parties: [], fields: [] }),
  );
  const tokens = batch.map(
    ({ title, summary, body }) => `{${searchTokens(scope, [title, summary, body]).join()}}`,
  );
  await admin.query(insertSealed, [
    workspaceId,
    cases,
    column('id'),
    batch.map((_, i) => firstNumber + i),
    column('owner'),
    lists,
    bodies,
  ]);
  await admin.query(insertTokens, [workspaceId, column('id'), tokens]);
  await admin.query(insertPlain, [
    workspaceId,
    column('id'),
    column('title'),
    column('summary'),
    column('body'),
    column('owner'),
  ]);
  const long = batch.map(({ summary, body }) => `${summary} ${body}`);
  await admin.query(insertTexts, [workspaceId, column('id'), column('title'), long]);
}
