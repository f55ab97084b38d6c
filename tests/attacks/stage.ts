import assert from 'node:assert/strict';
import type { Role } from '#contracts/common.ts';
import type { SessionStage } from '#contracts/identity.ts';
import { makeProbeWorlds } from '#server/features/probe-worlds/index.ts';
import type { Outside } from '#server/platform/fetch-outside/index.ts';
import type { Jobs } from '#server/platform/jobs/index.ts';
import type { Scanner } from '#server/platform/scan/index.ts';
import type { Letter } from '#server/security/mail-queue.ts';
import { withClient } from '#tests/support/admin.ts';
import type { TestAppOptions } from '#tests/support/app.ts';
import { assertStatus, type Credentials, clientOf } from '#tests/support/client.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import { operatorToken } from '#tests/support/operator-token.ts';
import { hashQuickly } from '#tests/support/quick-hashes.ts';
import { keepRsaKeys } from '#tests/support/quick-keys.ts';
import { uncountRates } from '#tests/support/uncounted-rates.ts';
import { type Place, startTestWorld, type TestWorld } from '#tests/support/world.ts';
import { noteType } from './note-type.ts';
import { DISCOVERY } from './oidc/discovery.ts';
import { KEY_SET } from './oidc/logout-token.ts';

/** Someone with an account and a live session. */
export interface Someone extends Credentials {
  readonly userId: string;
  readonly email: string;
  readonly cookie: string;
  readonly csrf: string;
}

/** An operator's token instead of a session. */
export interface Operator {
  readonly bearer: string;
}

/**
 * Two workspaces to try every route on. Rates are not counted, since thousands of requests are no user's, mail is
 * caught, no file is looked into, secrets are hashed quickly, and all RSA keys are one.
 */
export interface Stage {
  readonly world: TestWorld;
  readonly operator: Operator;
  /** Every mail so far, the newest last, instead of an outbox. */
  readonly letters: readonly Letter[];
  /** An account of its own, member of nothing here. */
  someone(): Promise<Someone>;
  /** A further member, by invitation and acceptance. */
  newMember(place: Place, role: Role): Promise<Someone>;
  /** A session of theirs that still waits for its second factor. */
  halfSignedIn(person: Someone): Promise<void>;
  /** A session of theirs that waits for a new password. */
  waitsForPassword(person: Someone): Promise<void>;
  close(): Promise<void>;
}

export async function openStage(options: TestAppOptions = {}): Promise<Stage> {
  hashQuickly();
  keepRsaKeys();
  const letters: Letter[] = [];
  const world = await startTestWorld({
    ...options,
    async prepare(database) {
      await uncountRates(database);
      await stayOpen(database);
      await stayConfirmed(database);
      await options.prepare?.(database);
    },
    async rewire(app) {
      Object.assign(app.services, {
        mail: { queue: async (letter: Letter) => void letters.push(letter) },
        scanner: findsNothing,
        outside: knowsNothing,
        jobs: withoutTransfers(app.services.jobs),
      });
      await options.rewire?.(app);
    },
  });
  const spare: Someone[] = [];
  const stage: Stage = {
    world,
    letters,
    operator: { bearer: await operatorToken(world) },
    async someone() {
      const { a, b } = spare.length > 0 ? {} : await makeProbeWorlds(world.test.app.services);
      for (const made of [a, b]) if (made) spare.push(...Object.values(made.people));
      const person = spare.pop();
      assert.ok(person);
      return person;
    },
    async newMember(place, role) {
      const person = await stage.someone();
      const { token } = await invite(stage, place, person.email, role);
      const joining = clientOf(world.test.url, person);
      assertStatus(await joining.post('/invitations/acceptances', { token, name: 'Someone' }), 201);
      return person;
    },
    halfSignedIn: (person) => putInStage(world, person, 'second_factor'),
    waitsForPassword: (person) => putInStage(world, person, 'change_password'),
    close: () => world.close(),
  };
  for (const place of [world.a, world.b]) await addNoteType(place);
  return stage;
}

function putInStage({ test }: TestWorld, { userId }: Someone, stage: SessionStage): Promise<void> {
  return withClient(test.database.adminUrl, async (admin) => {
    await admin.query('update app.sessions set stage = $1 where user_id = $2', [stage, userId]);
  });
}
const knowsNothing: Outside = {
  fetch: async (address) => {
    if (address !== DISCOVERY.address) throw new Error('a recipe fetches nothing');
    return Buffer.from(JSON.stringify(DISCOVERY.document));
  },
  async send(address) {
    if (address !== DISCOVERY.document.jwks_uri) throw new Error('a recipe sends nothing');
    return { status: 200, headers: {}, body: Buffer.from(JSON.stringify(KEY_SET)) };
  },
  pour: async () => {
    throw new Error('a recipe sends nothing');
  },
  agentsFor: async () => {
    throw new Error('a recipe sends nothing');
  },
  txt: async () => [],
};

/** A workspace that an owner gives up by the route stays open, so that the next route finds it. */
function stayOpen({ adminUrl }: TestDatabase): Promise<void> {
  return withClient(adminUrl, async (admin) => {
    await admin.query(`
      create function app.stay_open() returns trigger language plpgsql as
        $$ begin new.state := 'active'; new.deletion_at := now(); return new; end $$;
      create trigger stay_open before update on app.workspaces for each row
        when (new.state = 'scheduled_for_deletion' and new.deletion_at > now() + interval '2 days') execute function app.stay_open()`);
  });
}

/** On a slow machine one file takes longer than the ten minutes that a factor is fresh for. */
function stayConfirmed({ adminUrl }: TestDatabase): Promise<void> {
  return withClient(adminUrl, async (admin) => {
    await admin.query(`alter table app.sessions alter column factor_at set default now() + interval '1 day'`);
  });
}

const ON_THEIR_OWN: ReadonlySet<string> = new Set(['workspace-export', 'case-import']);

/** What is exported or imported in the background would change what a refused call must not. */
function withoutTransfers(jobs: Jobs): Jobs {
  const { send } = jobs;
  return {
    ...jobs,
    send: async (queue, ...rest) => (ON_THEIR_OWN.has(queue) ? undefined : send(queue, ...rest)),
  };
}

const findsNothing: Scanner = {
  scan: async () => ({ verdict: 'clean' }),
  health: async () => ({ up: true, detail: '' }),
  close: async () => undefined,
};

/** Invites that address; the token is read in the mail. */
export async function invite(
  stage: Pick<Stage, 'letters'>,
  place: Place,
  email: string,
  role: Role,
): Promise<{ id: string; token: string }> {
  const reply = await place.as('owner').post(`${place.path}/invitations`, { email, role });
  assertStatus(reply, 201);
  const letter = lastTo(stage, email);
  assert.ok(letter.template === 'invitation');
  return { id: reply.body.id, token: letter.token };
}

export function lastTo({ letters }: Pick<Stage, 'letters'>, email: string): Letter {
  const letter = letters.findLast(({ to }) => to === email);
  assert.ok(letter, `no mail to ${email}`);
  return letter;
}

// A case type whose cases can be changed in every phase, so that nothing but access decides.
async function addNoteType(place: Place): Promise<void> {
  const owner = place.as('owner');
  const { version } = (await owner.get(place.path)).body;
  const path = `${place.path}/case-types/note`;
  assertStatus(await owner.put(path, noteType, { 'if-match': `"v${version}"` }), 200);
}
