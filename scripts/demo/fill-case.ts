import { setTimeout as pause } from 'node:timers/promises';
import type { Case, CaseCreate, CaseSummary } from '#contracts/cases.ts';
import type { Workspace } from '#contracts/workspaces.ts';
import { assertStatus, type Reply } from '#tests/support/client.ts';
import { fileFor } from './files.ts';
import type { Person } from './person.ts';
import type { PlannedCase, Target } from './plan.ts';
import { Sentence } from './sentence.ts';
import type { Team } from './team.ts';

export interface Place {
  readonly workspace: Workspace;
  readonly team: Team;
}

/** Brings one case of the plan to where it belongs, from wherever an earlier run left it. Returns its id. */
export async function fillCase(place: Place, planned: PlannedCase, earlier?: CaseSummary): Promise<string> {
  const id = earlier?.id ?? (await create(place, planned));
  const path = `/workspaces/${place.workspace.id}/cases/${id}`;
  if (planned.hasFile) await attach(place, planned, path, earlier !== undefined);
  if (planned.comments.length > 0) await comment(place, planned, path, earlier !== undefined);
  for (let steps = 0; steps < 6; steps += 1) {
    const now: Case = await ok(place.team.owner.client.get(path));
    if (stands(now) === planned.target) return id;
    await advance(place, planned, now, path);
  }
  throw new Sentence(`The case "${planned.title}" does not reach ${planned.target}.`);
}

/** Where a case stands, in the words of the plan. */
export function stands({ state, revisionNeeded }: Pick<Case, 'state' | 'revisionNeeded'>): Target {
  return revisionNeeded ? 'revision' : (state as Target);
}

async function create({ workspace, team }: Place, planned: PlannedCase): Promise<string> {
  const { story, title, summary, body, detected, minutes } = planned;
  const day = detected.toISOString().slice(0, 10);
  const input: CaseCreate = {
    type: story.type,
    title,
    summary,
    body,
    severity: story.severity,
    categoryId: workspace.categories.find(({ label }) => label === story.category)?.id ?? null,
    tagIds: workspace.tags.filter(({ label }) => story.tags.includes(label)).map(({ id }) => id),
    parties: story.party ? [story.party] : [],
    fields:
      story.type === 'incident'
        ? [
            { key: 'detected-at', value: day },
            { key: 'downtime-minutes', value: String(minutes) },
          ]
        : [],
  };
  const made = await ok(team[planned.author].client.post(`/workspaces/${workspace.id}/cases`, input), 201);
  return made.id;
}

async function attach(
  { workspace, team }: Place,
  planned: PlannedCase,
  path: string,
  mayBeThere: boolean,
): Promise<void> {
  const { client } = team[planned.author];
  if (mayBeThere && (await ok(client.post(`${path}/evidence/query`, {}))).items.length > 0) return;
  const { name, content, caption } = fileFor(planned);
  const facts = { name, size: content.byteLength, caption };
  const upload = await ok(client.post(`${path}/uploads`, facts), 201);
  const address = `/workspaces/${workspace.id}/uploads/${upload.id}`;
  await ok(client.patch(address, content, { 'upload-offset': '0' }));
  for (let looks = 0; looks < 100; looks += 1) {
    const { state, refusal } = await ok(client.get(address));
    if (state === 'clean') return;
    if (state === 'refused') throw new Sentence(`The file ${name} was refused: ${refusal}`);
    await pause(250);
  }
}

async function comment(
  { team }: Place,
  { author, checker, comments }: PlannedCase,
  path: string,
  mayBeThere: boolean,
): Promise<void> {
  const [said, answered] = [team[checker], team[author]];
  const there = mayBeThere ? (await ok(said.client.post(`${path}/comments/query`, {}))).items.length : 0;
  for (const [at, text] of comments.entries()) {
    const by = at % 2 === 0 ? said : answered;
    const body = { anchor: { kind: 'case' }, text, mentionIds: at === 0 ? [answered.userId] : [] };
    if (at >= there) await ok(by.client.post(`${path}/comments`, body), 201);
  }
}

/** One step closer to the target. */
async function advance({ team }: Place, planned: PlannedCase, now: Case, path: string): Promise<void> {
  const [author, checker] = [team[planned.author], team[planned.checker]];
  const version = { 'if-match': `"v${now.version}"` };
  const step = (by: Person, body: object) => ok(by.client.post(`${path}/transitions`, body, version));
  switch (now.state) {
    case 'draft': {
      const body = { reviewerIds: [checker.userId], coverNote: 'Please check the cause above all.' };
      await ok(author.client.post(`${path}/review-rounds`, body, version), 201);
      return;
    }
    case 'in_review':
      await ok(checker.client.post(`${path}/review-rounds/${now.openRoundId}/decisions`, verdict(planned)));
      return;
    case 'verified':
      await step(checker, { to: 'published' });
      return;
    default:
      await step(checker, { to: 'deprecated', reason: 'The equipment was taken out of service.' });
  }
}

function verdict({ target }: PlannedCase) {
  return target === 'revision'
    ? { decision: 'revision', comment: 'The timeline and the cause do not agree yet; please look again.' }
    : { decision: 'approve', comment: 'Checked against the attached readings.' };
}

/** The body of a reply that has to be a good one. */
export async function ok(sent: Promise<Reply>, status = 200): Promise<Reply['body']> {
  const reply = await sent;
  assertStatus(reply, status);
  return reply.body;
}
