import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asOwner, editFunction } from '#tests/proofs/edit-function.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import { startTestWorld } from '#tests/support/world.ts';
import { depart, openLeaver } from './departures.ts';

/** A trigger that undoes, unseen, one thing a departure does. */
const undoes = (table: string, column: string, value: string) =>
  asOwner(`
    create function app.forget() returns trigger language plpgsql as $$
    begin new.${column} := ${value}; return new; end $$;
    create trigger forgetful before update on app.${table} for each row execute function app.forget()`);

const doorForgets = editFunction('app.enter', [
  "m.user_id = t.user_id and m.state = 'active'",
  'm.user_id = t.user_id',
]);
const tokensOutlive = editFunction('app.enter_by_token', ['not t.survives_maker', 'false']);

/** Departures that forget one kind of way in, and what the receipt has to say then. */
const twins: Readonly<Record<string, { open: string[]; prepare(database: TestDatabase): Promise<void> }>> = {
  'the membership at the door': {
    // Their sessions have ended: they belong nowhere else.
    open: ['sign_in_code', 'sign_in_passkey', 'sign_in_sso'],
    prepare: doorForgets,
  },
  'the tokens': {
    open: ['token'],
    async prepare(database) {
      await tokensOutlive(database);
      await undoes('api_tokens', 'revoked_at', 'null')(database);
    },
  },
  'the tie to the directory': {
    open: ['directory'],
    prepare: asOwner('alter table app.memberships disable trigger loosen_scim_tie'),
  },
  'the invitations': { open: ['invitation'], prepare: undoes('invitations', 'state', "'pending'") },
};

for (const [name, { open, prepare }] of Object.entries(twins)) {
  test(`a departure that forgets ${name} says so in its receipt`, async () => {
    const world = await startTestWorld({ prepare });
    try {
      const { shutOut, trials } = await depart(world, await openLeaver(world));
      assert.equal(shutOut, false);
      const opened = trials.filter(({ kind, answer }) => kind !== 'token_kept' && answer === 'let_in');
      assert.deepEqual(opened.map(({ kind }) => kind).sort(), [...open].sort());
    } finally {
      await world.close();
    }
  });
}
