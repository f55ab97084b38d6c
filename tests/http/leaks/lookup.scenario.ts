import { type MadeCase, readCase } from '#tests/support/cases.ts';
import { assertStatus } from '#tests/support/client.ts';
import { filerOf } from '#tests/support/evidence.ts';
import { pdf } from '#tests/support/files/pdf.ts';
import type { Place, TestWorld } from '#tests/support/world.ts';
import type { Markers } from './markers.ts';

/** Files with names, captions, tags and words inside; one of them is refused. */
export async function files(world: TestWorld, { plant }: Markers): Promise<void> {
  const member = world.a.as('member');
  const input = { type: 'incident', title: plant('title of a case with files') };
  const reply = await member.post(`${world.a.path}/cases`, input);
  assertStatus(reply, 201);
  const casePath = `${world.a.path}/cases/${reply.body.id}`;
  const filer = filerOf(world, 'member');
  const facts = () => ({ caption: plant('caption of a file'), tags: [plant('tag of a file')] });
  const text = {
    name: `${plant('name of a text file')}.txt`,
    content: Buffer.from(plant('words in a file')),
  };
  const { id } = await filer.upload(casePath, { ...text, ...facts() });
  await filer.open(id);
  await filer.open(id, 'preview');
  const paper = { name: `${plant('name of a PDF')}.pdf`, content: pdf([plant('words in a PDF')]) };
  await filer.upload(casePath, { ...paper, ...facts() });
  const wrong = {
    name: `${plant('name of a refused file')}.pdf`,
    content: Buffer.from(plant('a refused file')),
  };
  await filer.upload(casePath, wrong);
}

/** What people look for, keep and get wrong. */
export async function lookups(place: Place, made: MadeCase, marks: Markers): Promise<void> {
  const { plant } = marks;
  const member = place.as('member');
  const { title } = await readCase(member, made);
  assertStatus(await member.post(`${place.path}/search`, { text: plant('search') }), 200);
  assertStatus(await member.post(`${place.path}/search`, { text: title }), 200);
  const sort = { by: 'created', direction: 'desc' };
  const view = { name: plant('name of a view'), filter: {}, sort, shared: false };
  assertStatus(await member.post(`${place.path}/views`, view), 201);
  await mistakes(place, marks);
}

/** Input that is refused is input too: none of it may stay in a log. */
async function mistakes(place: Place, { plant }: Markers): Promise<void> {
  const member = place.as('member');
  const refused = [
    await member.get(`/${plant('an address')}`),
    await member.get(`${place.path}?q=${plant('a query')}`),
    await member.post(`${place.path}/search`, {}, { 'x-caseward-csrf': plant('a wrong CSRF token') }),
    await member.post(`${place.path}/search`, { [plant('a name of a field')]: 1 }),
    await member.post(`${place.path}/cases`, { type: plant('an unknown type'), title: 'x' }),
    await member.post('/sign-in', { email: plant('a wrong address'), code: plant('a wrong code') }),
    await member.get(place.path, { referer: `https://example.org/${plant('a referer')}` }),
    await member.get(place.path, { 'user-agent': plant('a user agent') }),
    await member.get(place.path, { 'x-request-id': plant('a request id') }),
    await member.get(place.path, { authorization: `Bearer ${plant('a bearer token')}` }),
    await member.get(place.path, { 'if-match': plant('a version') }),
  ];
  if (refused.some(({ status }) => status >= 500)) throw new Error('a mistake was not refused as one');
}
