/**
 * Fills a workspace of a running deployment with a team and their cases, through the public API alone: what it can
 * do, any six people could. An interrupted run is taken up by the next one (docs/operations/demo.md).
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { CaseSummary } from '#contracts/cases.ts';
import type { Workspace } from '#contracts/workspaces.ts';
import { fillContacts } from './demo/contacts.ts';
import { fillCase, ok, type Place } from './demo/fill-case.ts';
import type { Person } from './demo/person.ts';
import { MOST_CASES, type PlannedCase, planCases } from './demo/plan.ts';
import { Sentence } from './demo/sentence.ts';
import { gatherTeam, openWorkspace, type TeamOptions } from './demo/team.ts';

const AT_ONCE = 8;
const TOLD_EVERY = 25;
const LAST_VIEW = 'Critical and open';

try {
  await main();
} catch (error) {
  const said = error instanceof Sentence ? error.message : error;
  console.error(
    error instanceof TypeError && error.message === 'fetch failed'
      ? `Nothing answers at ${readOptions().url}. Another address: npm run demo -- --url http://localhost:PORT`
      : said,
  );
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const { count, ...options } = readOptions();
  const { owner, workspaceId } = await openWorkspace(options);
  const path = `/workspaces/${workspaceId}`;
  const workspace: Workspace = await ok(owner.client.get(path));
  if (await isComplete(owner, path)) {
    console.log(`The workspace "${workspace.name}" has its demo already; sign in as ${owner.email}.`);
    return;
  }
  const team = await gatherTeam(options, owner, workspaceId);
  const known = await knownCases(owner, path);
  console.log(`"${workspace.name}": six people, ${known.size} of ${count} cases so far.`);
  const plan = planCases(count, new Date());
  const ids = await fillAll({ workspace, team }, plan, known);
  await linkCases({ workspace, team }, plan, ids);
  const contacts = await fillContacts({ workspace, team });
  await addView(owner, path);
  const people = Object.values(team).map(({ role, email }) => `${role}: ${email}`);
  console.log(
    `Done: ${ids.size} cases, ${contacts} contacts. Sign in with the code of the outbox as\n  ${people.join('\n  ')}`,
  );
}

function readOptions(): TeamOptions & { count: number } {
  const { values } = parseArgs({
    options: {
      url: { type: 'string', default: `http://localhost:${process.env.PORT || 4400}` },
      cases: { type: 'string', default: '300' },
      outbox: { type: 'string', default: join(process.env.CASEWARD_DATA ?? 'data', 'outbox') },
      'setup-link': { type: 'string' },
      email: { type: 'string' },
    },
  });
  const count = Number(values.cases);
  if (!Number.isInteger(count) || count < 1 || count > MOST_CASES)
    throw new Sentence(`--cases takes a number from 1 to ${MOST_CASES}.`);
  const { url, outbox, email } = values;
  return { url: url.replace(/\/+$/, ''), outbox, email, setupLink: values['setup-link'], count };
}

/** What an earlier run made, by title. */
async function knownCases(owner: Person, path: string): Promise<Map<string, CaseSummary>> {
  const known = new Map<string, CaseSummary>();
  let cursor: string | null = null;
  do {
    const page: { items: CaseSummary[]; next: string | null } = await ok(
      owner.client.post(`${path}/cases/query`, { cursor, limit: 100 }),
    );
    for (const found of page.items) known.set(found.title, found);
    cursor = page.next;
  } while (cursor !== null);
  return known;
}

/** Several at once: what holds a case up is mostly the budget of one person. Gives the ids by index. */
async function fillAll(
  place: Place,
  plan: readonly PlannedCase[],
  known: ReadonlyMap<string, CaseSummary>,
): Promise<Map<number, string>> {
  const ids = new Map<number, string>();
  const due = plan.values();
  const work = async () => {
    for (const planned of due) {
      ids.set(planned.index, await fillCase(place, planned, known.get(planned.title)));
      if (ids.size % TOLD_EVERY === 0) console.log(`${ids.size} of ${plan.length} cases`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return ids;
}

async function linkCases(
  { workspace, team }: Place,
  plan: readonly PlannedCase[],
  ids: ReadonlyMap<number, string>,
): Promise<void> {
  for (const { index, author, follows } of plan) {
    const toCaseId = follows === undefined ? undefined : ids.get(follows);
    if (toCaseId === undefined) continue;
    const { client } = team[author];
    const links = `/workspaces/${workspace.id}/cases/${ids.get(index)}/links`;
    const { items } = await ok(client.get(links));
    if (items.length === 0) await ok(client.post(links, { kind: 'follow_up', toCaseId }), 201);
  }
}

/** The last thing a run makes, and so the sign that it came to its end. */
async function addView(owner: Person, path: string): Promise<void> {
  const filter = { severities: ['critical'], phases: ['draft', 'review', 'open'] };
  const sort = { by: 'updated', direction: 'desc' };
  await ok(owner.client.post(`${path}/views`, { name: LAST_VIEW, filter, sort, shared: true }), 201);
}

async function isComplete(owner: Person, path: string): Promise<boolean> {
  const { items } = await ok(owner.client.get(`${path}/views`));
  return items.some(({ name }: { name: string }) => name === LAST_VIEW);
}
