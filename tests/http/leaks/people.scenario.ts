import type { TestApp } from '#tests/support/app.ts';
import { assertStatus, type Credentials, clientOf } from '#tests/support/client.ts';
import { codeTo, mailAfter } from '#tests/support/outbox.ts';
import type { Place } from '#tests/support/world.ts';
import type { Markers } from './markers.ts';

/** Set-up: the first account, its workspace, its first session. */
export async function setUp(app: TestApp, marks: Markers): Promise<Credentials> {
  const { plant, watch } = marks;
  const email = `${plant('e-mail of the first account')}@example.org`;
  const token = (await app.setupLink()).split('#')[1] ?? '';
  watch('set-up token', token);
  const input = {
    token,
    email,
    name: plant('name of the first account'),
    workspaceName: plant('name of the workspace'),
    preset: 'legal',
  };
  const code = await codeTo(app, email, () => clientOf(app.url).post('/setup', input));
  const owner = await signIn(app, marks, email, code);
  const kit = await clientOf(app.url, owner).post('/setup/recovery-kit', { token });
  assertStatus(kit, 201);
  watch('key on the recovery kit', kit.body.backupKey);
  watch('key on the recovery kit without dashes', kit.body.backupKey.replaceAll('-', ''));
  watch('check word of the recovery kit', kit.body.word);
  return owner;
}

async function signIn(app: TestApp, { watch }: Markers, email: string, code: string): Promise<Credentials> {
  watch('sign-in code', code);
  watch('sign-in code without dashes', code.replaceAll('-', ''));
  const reply = await clientOf(app.url).post('/sign-in', { email, code, privateDevice: true });
  assertStatus(reply, 200);
  const cookie = reply.headers.get('set-cookie')?.split(';')[0] ?? '';
  watch('session cookie', cookie.split('=')[1] ?? '');
  watch('CSRF token', reply.body.csrf);
  return { cookie, csrf: reply.body.csrf };
}

/** Invites someone, who accepts with a name of their own, and someone who never comes. */
export async function invite(app: TestApp, place: Place, marks: Markers): Promise<void> {
  const email = `${marks.plant('e-mail of a guest')}@example.org`;
  const owner = place.as('owner');
  const send = () => owner.post(`${place.path}/invitations`, { email, role: 'member' });
  const [, token = ''] = await mailAfter(app, email, /invitation#([\w-]+)/, send);
  marks.watch('invitation token', token);
  assertStatus(await clientOf(app.url).post('/invitations/lookup', { token }), 200);
  const guest = clientOf(app.url, await signIn(app, marks, email, await codeTo(app, email)));
  const accepted = { token, name: marks.plant('name of a guest') };
  assertStatus(await guest.post('/invitations/acceptances', accepted), 201);
  assertStatus(await guest.patch('/session/user', { name: marks.plant('name changed later') }), 200);
  const waiting = { email: `${marks.plant('e-mail of someone who never came')}@example.org`, role: 'viewer' };
  assertStatus(await owner.post(`${place.path}/invitations`, waiting), 201);
  const suspension = `${place.path}/members/${place.people.viewer.userId}/suspension`;
  assertStatus(await owner.put(suspension, { reason: marks.plant('reason of a suspension') }), 200);
}
