import { randomUUID } from 'node:crypto';
import { ifMatch, type MadeCase, seen } from '#tests/support/cases.ts';
import { assertStatus, type Client, type Json } from '#tests/support/client.ts';
import type { Place } from '#tests/support/world.ts';
import type { Markers } from './markers.ts';

interface Filed {
  readonly tagId: string;
  readonly categoryId: string;
}

/** The words of a workspace: its name, tags, categories and templates. */
export async function words(place: Place, { plant }: Markers): Promise<Filed> {
  const owner = place.as('owner');
  const make = async (collection: string, body: Json): Promise<string> => {
    const reply = await owner.post(`${place.path}/${collection}`, body);
    assertStatus(reply, 201);
    return reply.body.id;
  };
  const { version } = (await owner.get(place.path)).body;
  const renamed = { name: plant('new name of the workspace') };
  assertStatus(await owner.patch(place.path, renamed, ifMatch(version)), 200);
  await make('templates', {
    name: plant('template name'),
    type: 'incident',
    title: plant('template title'),
    summary: plant('template summary'),
    body: plant('template body'),
    severity: null,
  });
  return {
    tagId: await make('tags', { label: plant('tag'), color: 'red' }),
    categoryId: await make('categories', { label: plant('category'), position: 1, archived: false }),
  };
}

function content({ plant }: Markers) {
  return {
    title: plant('case title'),
    summary: plant('case summary'),
    body: `## ${plant('heading in a case')}\n\n${`${plant('case body')} `.repeat(40)}`,
    parties: [{ name: plant('party name'), role: plant('party role'), note: plant('party note') }],
    fields: [{ key: 'system', value: plant('custom field') }],
  };
}

/** A case from its draft to the published state, with all that is said about it on the way. */
export async function caseStory(place: Place, marks: Markers, filed: Filed): Promise<MadeCase> {
  const { plant } = marks;
  const member = place.as('member');
  const typed = { title: plant('title in a draft'), body: plant('body in a draft') };
  const draft = await member.put(`${place.path}/drafts/${randomUUID()}`, {
    type: 'incident',
    content: typed,
  });
  assertStatus(draft, 200);
  const input = { ...content(marks), type: 'incident', tagIds: [filed.tagId], categoryId: filed.categoryId };
  const reply = await member.post(`${place.path}/cases`, input);
  assertStatus(reply, 201);
  const { id, number, version } = reply.body;
  const made = { id, number, version, path: `${place.path}/cases/${id}` };
  assertStatus(await member.patch(made.path, content(marks), await seen(member, made)), 200);
  const typing = { baseVersion: 1, content: { summary: plant('summary in a draft of a case') } };
  assertStatus(await member.put(`${made.path}/draft`, typing), 200);
  await talk(place, made, marks);
  await review(place, made, marks);
  return made;
}

async function talk(place: Place, made: MadeCase, { plant }: Markers): Promise<void> {
  const member = place.as('member');
  for (const kind of ['note', 'call', 'email']) {
    assertStatus(await member.post(`${made.path}/activity`, { kind, text: plant(`a ${kind}`) }), 204);
  }
  const anchors = [{ kind: 'case' }, { kind: 'section', section: plant('section of a comment') }];
  for (const anchor of anchors) {
    const body = { anchor, text: plant('comment'), mentionIds: [place.people.reviewer.userId] };
    const written = await member.post(`${made.path}/comments`, body);
    assertStatus(written, 201);
    const path = `${made.path}/comments/${written.body.id}`;
    const better = { text: plant('comment rewritten'), mentionIds: [] };
    assertStatus(await member.patch(path, better, ifMatch(1)), 200);
  }
}

async function review(place: Place, made: MadeCase, { plant }: Markers): Promise<void> {
  const [member, reviewer] = [place.as('member'), place.as('reviewer')];
  const ask = async () => {
    const body = { reviewerIds: [place.people.reviewer.userId], coverNote: plant('cover note') };
    const reply = await member.post(`${made.path}/review-rounds`, body, await seen(member, made));
    assertStatus(reply, 201);
    return `${made.path}/review-rounds/${reply.body.id}/decisions`;
  };
  const move = async (client: Client, to: string) => {
    const body = { to, reason: plant('reason of a step') };
    assertStatus(await client.post(`${made.path}/transitions`, body, await seen(client, made)), 200);
  };
  const revision = { decision: 'revision', comment: plant('what a reviewer asked for') };
  assertStatus(await reviewer.post(await ask(), revision), 200);
  await move(member, 'draft');
  const approval = { decision: 'approve', comment: plant('what a reviewer said') };
  assertStatus(await reviewer.post(await ask(), approval), 200);
  await move(reviewer, 'published');
}
