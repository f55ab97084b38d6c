import type { Request } from 'autocannon';
import { askedOfParse, type ParseAccess } from './parse-peer.ts';
import { createTexts, type Texts } from './texts.ts';
import type { BenchWorkspace, Person } from './world.ts';

/** One line of the table: the same question to each of several servers. */
export interface Line {
  readonly name: string;
  /** What is compared: the throughput under full load, or the time of one question at a time. */
  readonly by: 'rate' | 'time';
  /** The first is what the others are a ratio to. */
  readonly sides: readonly Side[];
}

export interface Side {
  readonly name: string;
  readonly server: 'limit' | 'product' | 'parse';
  readonly requests: readonly Request[];
}

const VARIETY = 320;

type Ask = (
  workspace: BenchWorkspace,
  person: Person,
  texts: Texts,
) => readonly [path: string, body?: object];

/** The ladder: list, get, create, search, each against LIMIT, and beside a peer where there is one. */
export function makeLines(workspaces: readonly BenchWorkspace[], parse?: ParseAccess): Line[] {
  const asks = (server: Side['server'], name: string, method: string, ask: Ask): Side => ({
    name,
    server,
    requests: requestsOf(workspaces, method, ask, (person) => signedIn(server, person, parse)),
  });
  const peer = (method: string, ask: Ask): Side[] =>
    parse === undefined ? [] : [asks('parse', 'Parse Server', method, ask)];
  const line = (name: string, by: Line['by'], ...sides: Side[]): Line => ({ name, by, sides });
  const at = (id: string) => `/api/v1/workspaces/${id}`;
  return [
    line(
      'list',
      'rate',
      asks('limit', 'LIMIT', 'POST', ({ id }) => [`/${id}/cases/query`, {}]),
      asks('limit', 'LIMIT, times as text', 'POST', ({ id }) => [`/text/${id}/cases/query`, {}]),
      ...peer('GET', ({ id }) => askedOfParse.list(id)),
      asks('product', 'Caseward', 'POST', ({ id }) => [`${at(id)}/cases/query`, {}]),
    ),
    line(
      'get',
      'rate',
      asks('limit', 'LIMIT', 'GET', (w, _, texts) => [`/${w.id}/cases/${someCase(w, texts)}`]),
      asks('limit', 'LIMIT, times as text', 'GET', (w, _, texts) => [
        `/text/${w.id}/cases/${someCase(w, texts)}`,
      ]),
      ...peer('GET', (w, _, texts) => askedOfParse.get(someCase(w, texts))),
      asks('product', 'Caseward', 'GET', (w, _, texts) => [`${at(w.id)}/cases/${someCase(w, texts)}`]),
    ),
    line(
      'create',
      'rate',
      asks('limit', 'LIMIT', 'POST', ({ id }, { userId }, texts) => [
        `/${id}/cases`,
        { ...newCase(texts), ownerId: userId },
      ]),
      ...peer('POST', ({ id }, { userId }, texts) => askedOfParse.create(id, userId, newCase(texts))),
      asks('product', 'Caseward', 'POST', ({ id }, _, texts) => [`${at(id)}/cases`, newCase(texts)]),
    ),
    line(
      'search',
      'time',
      asks('limit', 'tsvector', 'POST', ({ id }, _, texts) => [`/${id}/search`, { text: asked(texts) }]),
      asks('limit', 'tsvector, snippets too', 'POST', ({ id }, _, texts) => [
        `/${id}/search-snippets`,
        { text: asked(texts) },
      ]),
      asks('product', 'Caseward', 'POST', ({ id }, _, texts) => [`${at(id)}/search`, { text: asked(texts) }]),
    ),
  ];
}

/** Every side of a line asks the same things in the same order. */
function requestsOf(
  workspaces: readonly BenchWorkspace[],
  method: string,
  ask: Ask,
  headersOf: (person: Person) => Readonly<Record<string, string>>,
): Request[] {
  const texts = createTexts(7);
  return Array.from({ length: VARIETY }, (_, at) => {
    const workspace = workspaces[at % workspaces.length];
    const person = workspace?.people[Math.floor(at / workspaces.length) % workspace.people.length];
    if (workspace === undefined || person === undefined) throw new Error('there is nobody to ask');
    const [path, body] = ask(workspace, person, texts);
    return {
      method,
      path,
      headers: {
        ...headersOf(person),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    };
  });
}

function signedIn(
  server: Side['server'],
  { userId, cookie, csrf }: Person,
  parse: ParseAccess | undefined,
): Readonly<Record<string, string>> {
  if (server === 'product') return { cookie, 'x-caseward-csrf': csrf };
  if (server === 'limit' || parse === undefined) return {};
  return { 'x-parse-application-id': parse.appId, 'x-parse-session-token': parse.sessions[userId] ?? '' };
}

function someCase({ caseIds }: BenchWorkspace, texts: Texts): string {
  return caseIds[Math.floor(texts.next() * caseIds.length)] ?? '';
}

function newCase(texts: Texts) {
  return {
    type: 'incident',
    title: texts.words(6),
    summary: texts.words(12),
    body: `## ${texts.words(3)}\n\n${texts.words(60)}`,
    severity: 'medium',
  };
}

// One word mostly, now and then two.
function asked(texts: Texts): string {
  const one = texts.askedWord();
  return texts.next() < 0.7 ? one : `${one} ${texts.word()}`;
}
