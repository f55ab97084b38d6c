import Fastify, { type FastifyInstance } from 'fastify';
import pg from 'pg';
import { type ServerStart, serve } from './server-protocol.ts';

const TIMESTAMPTZ = 1184;
const textTimes = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === TIMESTAMPTZ ? (text: string) => text : pg.types.getTypeParser(oid, format as 'text'),
};

/**
 * LIMIT: bare Fastify and pg doing the same queries on the same database. No sign-in, no isolation, no sealing,
 * no audit, no checks. Paths under `/text/` do the same with times passed through as text.
 */
serve(async ({ databaseUrl, poolSize, port }: ServerStart) => {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: poolSize });
  const textPool = new pg.Pool({ connectionString: databaseUrl, max: poolSize, types: textTimes });
  const app = Fastify();
  addRoutes(app, '', pool);
  addRoutes(app, '/text', textPool);
  await app.listen({ host: '127.0.0.1', port });
  return {
    async close() {
      await app.close();
      await Promise.all([pool.end(), textPool.end()]);
    },
  };
});

const list = `
  select c.id, c.number, c.type, c.title, c.state, c.phase, c.revision_needed as "revisionNeeded", c.severity,
    c.category_id as "categoryId", c.tag_ids as "tagIds", c.owner_id as "ownerId", p.name as "ownerName", c.restricted,
    c.due_at as "dueAt", c.version, c.created_at as "createdAt", c.updated_at as "updatedAt"
  from bench.cases c join bench.people p on p.id = c.owner_id
  where c.workspace_id = $1 order by c.created_at desc, c.id desc limit 50`;

const get = `
  select c.*, p.name as owner_name from bench.cases c join bench.people p on p.id = c.owner_id
  where c.workspace_id = $1 and c.id = $2`;

const create = `
  insert into bench.cases (workspace_id, type, title, summary, body, state, phase, severity, owner_id)
  values ($1, $2, $3, $4, $5, 'draft', 'draft', $6, $7) returning id, number, version`;

const search = `
  select t.id, t.title, ts_rank(t.words, q) as score from bench.texts t, to_tsquery('simple', $2) q
  where t.workspace_id = $1 and t.words @@ q order by score desc limit 50`;

const searchWithSnippets = `
  select f.id, f.title, f.score, ts_headline('simple', f.body, f.q) as snippet from (
    select t.id, t.title, t.body, q, ts_rank(t.words, q) as score from bench.texts t, to_tsquery('simple', $2) q
    where t.workspace_id = $1 and t.words @@ q order by score desc limit 50) f order by f.score desc`;

interface Params {
  readonly workspace: string;
  readonly id: string;
}

interface Body {
  readonly type: string;
  readonly title: string;
  readonly summary: string;
  readonly body: string;
  readonly severity: string;
  readonly ownerId: string;
  readonly text: string;
}

function addRoutes(app: FastifyInstance, prefix: string, pool: pg.Pool): void {
  const at = `${prefix}/:workspace`;
  const rows = async (name: string, text: string, values: unknown[]) =>
    (await pool.query({ name, text, values })).rows;
  app.post<{ Params: Params }>(`${at}/cases/query`, async ({ params }) => ({
    items: await rows('list', list, [params.workspace]),
  }));
  app.get<{ Params: Params }>(
    `${at}/cases/:id`,
    async ({ params }) => (await rows('get', get, [params.workspace, params.id]))[0],
  );
  app.post<{ Params: Params; Body: Body }>(`${at}/cases`, async ({ params, body }, reply) => {
    const values = [body.type, body.title, body.summary, body.body, body.severity, body.ownerId];
    const [made] = await rows('create', create, [params.workspace, ...values]);
    return reply.code(201).send(made);
  });
  app.post<{ Params: Params; Body: Body }>(`${at}/search`, async ({ params, body }) => ({
    items: await rows('search', search, [params.workspace, asQuery(body.text)]),
  }));
  app.post<{ Params: Params; Body: Body }>(`${at}/search-snippets`, async ({ params, body }) => ({
    items: await rows('snippets', searchWithSnippets, [params.workspace, asQuery(body.text)]),
  }));
}

function asQuery(text: string): string {
  return text
    .split(' ')
    .map((word) => `${word}:*`)
    .join(' & ');
}
