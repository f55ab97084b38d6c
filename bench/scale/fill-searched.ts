import { bodyContext } from '#server/features/cases/index.ts';
import { searchTokens } from '#server/features/search-index/index.ts';
import type { OperatorClient } from '#server/platform/db/operator-client.ts';
import { type KeyScope, newId } from '#server/security/crypto/index.ts';
import { countCases, type Filling, insertSealed, insertTexts, insertTokens } from '../fill.ts';
import { createTexts, type Texts } from '../texts.ts';

interface Searched {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly body: string;
  /** Every tenth case has one. */
  readonly comment: { readonly id: string; readonly text: string } | undefined;
}

const AT_ONCE = 5_000;

const insertComments = `
  insert into app.comments (workspace_id, id, case_id, author_id, sealed_content)
  select $1, r.id, r.case_id, $2, r.content from unnest($3::uuid[], $4::uuid[], $5::bytea[]) r (id, case_id, content)`;

const insertCommentTokens = `
  insert into app.search_docs (workspace_id, case_id, source_kind, source_id, tokens)
  select $1, r.case_id, 'comment', r.id, r.tokens::bigint[]
  from unnest($2::uuid[], $3::uuid[], $4::text[]) r (case_id, id, tokens)`;

/** Cases that are searched: sealed with their tokens, and the same words in a plain table. Returns their ids. */
export async function fillSearched(admin: OperatorClient, filling: Filling): Promise<string[]> {
  const texts = createTexts(filling.seed);
  const tokensOf = tokenizer(filling.scope);
  const ids: string[] = [];
  for (let from = 0; from < filling.cases; from += AT_ONCE) {
    const count = Math.min(AT_ONCE, filling.cases - from);
    const batch = Array.from({ length: count }, (_, at) => makeCase(texts, at));
    await insertCases(admin, filling, { batch, firstNumber: from + 1, tokensOf });
    await insertCommentsOf(admin, filling, { batch, tokensOf });
    ids.push(...batch.map(({ id }) => id));
  }
  await countCases(admin, filling);
  return ids;
}

function makeCase(texts: Texts, at: number): Searched {
  return {
    id: newId(),
    title: texts.words(6),
    summary: texts.words(12),
    body: `${texts.words(3)} ${texts.words(60)}`,
    comment: at % 10 === 0 ? { id: newId(), text: texts.words(8) } : undefined,
  };
}

type TokensOf = (texts: readonly string[]) => string;

/** The product's own tokens; of each word of the small vocabulary they are made once. */
function tokenizer(scope: KeyScope): TokensOf {
  const known = new Map<string, readonly string[]>();
  const ofWord = (word: string) => {
    const tokens = known.get(word) ?? searchTokens(scope, [word]);
    known.set(word, tokens);
    return tokens;
  };
  return (texts) => {
    const tokens = new Set<string>();
    for (const word of texts.join(' ').split(' ')) for (const token of ofWord(word)) tokens.add(token);
    return `{${[...tokens].join()}}`;
  };
}

interface Batch {
  readonly batch: readonly Searched[];
  readonly tokensOf: TokensOf;
}

async function insertCases(
  admin: OperatorClient,
  { workspaceId, scope, cases, owners }: Filling,
  { batch, firstNumber, tokensOf }: Batch & { readonly firstNumber: number },
): Promise<void> {
  const ids = batch.map(({ id }) => id);
  await admin.query(insertSealed, [
    workspaceId,
    cases,
    ids,
    batch.map((_, at) => firstNumber + at),
    batch.map((_, at) => owners[at % owners.length]),
    batch.map(({ id, title }) => scope.seal({ table: 'cases', row: id, use: 'list' }, { title, tagIds: [] })),
    batch.map(({ id, summary, body }) =>
      scope.seal(bodyContext(id), { summary, body, parties: [], fields: [] }),
    ),
  ]);
  const tokens = batch.map(({ title, summary, body }) => tokensOf([title, summary, body]));
  await admin.query(insertTokens, [workspaceId, ids, tokens]);
  const long = batch.map(({ summary, body, comment }) => `${summary} ${body} ${comment?.text ?? ''}`);
  await admin.query(insertTexts, [workspaceId, ids, batch.map(({ title }) => title), long]);
}

async function insertCommentsOf(
  admin: OperatorClient,
  { workspaceId, scope, owners }: Filling,
  { batch, tokensOf }: Batch,
): Promise<void> {
  const made = batch.flatMap(({ id: caseId, comment }) => (comment ? [{ caseId, ...comment }] : []));
  const ids = made.map(({ id }) => id);
  const caseIds = made.map(({ caseId }) => caseId);
  const contents = made.map(({ id, text }) =>
    scope.seal({ table: 'comments', row: id, use: 'content' }, { text }),
  );
  await admin.query(insertComments, [workspaceId, owners[0], ids, caseIds, contents]);
  const tokens = made.map(({ text }) => tokensOf([text]));
  await admin.query(insertCommentTokens, [workspaceId, caseIds, ids, tokens]);
}
