import type { Route } from '#server/http/route.ts';
import { nameOf } from '#tests/attacks/recipes/index.ts';
import { type Sender, successOf } from '#tests/attacks/send.ts';
import { invite, type Someone, type Stage } from '#tests/attacks/stage.ts';
import { assertStatus, clientOf } from '#tests/support/client.ts';

/** Everyone who is not, or not yet, or no longer, a member of workspace A. */
export interface Outsiders {
  readonly anonymous: Sender;
  readonly halfSignedIn: Someone;
  readonly suspended: Someone;
  readonly removed: Someone;
  readonly invitedOnly: Someone;
  readonly ownerElsewhere: Someone;
}

/** All of them as high as could be: the rank of an Admin or Owner must not help. */
export async function gatherOutsiders(stage: Stage): Promise<Outsiders> {
  const { a, b } = stage.world;
  const owner = a.as('owner');
  const halfSignedIn = await stage.newMember(a, 'owner');
  await stage.halfSignedIn(halfSignedIn);
  const suspended = await stage.newMember(a, 'owner');
  assertStatus(await owner.put(`${a.path}/members/${suspended.userId}/suspension`, {}), 200);
  const removed = await stage.newMember(a, 'owner');
  assertStatus(await owner.delete(`${a.path}/members/${removed.userId}`), 204);
  const invitedOnly = await stage.someone();
  await invite(stage, a, invitedOnly.email, 'owner');
  const outsiders = { anonymous: {}, halfSignedIn, suspended, removed, invitedOnly };
  for (const person of [suspended, removed, invitedOnly]) {
    const { status } = await clientOf(stage.world.test.url, person).get('/session');
    if (status !== 200) throw new Error('an outsider has no session to be refused with');
  }
  return { ...outsiders, ownerElsewhere: b.people.owner };
}

/** What a sign-in that waits for its second factor may not finish with. */
const FOR_ANOTHER_STAGE: ReadonlySet<string> = new Set(['PUT /api/v1/sign-in/new-password']);

/** What each of them must be answered. */
export function expectedOutside(route: Route, who: keyof Outsiders): number {
  const success = nameOf(route) === 'POST /api/v1/setup' ? 410 : successOf(route);
  switch (route.access.kind) {
    case 'public':
      return success;
    case 'operator':
    case 'scim':
      return 401;
    case 'half-session':
      if (who === 'halfSignedIn' && FOR_ANOTHER_STAGE.has(nameOf(route))) return 401;
      return who === 'anonymous' ? 401 : success;
    case 'session':
      return who === 'anonymous' || who === 'halfSignedIn' ? 401 : success;
    case 'workspace':
      return who === 'anonymous' || who === 'halfSignedIn' ? 401 : 404;
  }
}
