import { type Db, statement } from '#server/platform/db/index.ts';
import { doorProof } from '#server/security/tenancy/index.ts';

type State = 'none' | 'unconfirmed' | 'confirmed';
type Moment = [moment: string, proof: Buffer];

const state = statement<[], { state: State }>('select app.recovery_kit_state() as state');
const saveLink = statement<[token: Buffer, minutes: number], { ok: boolean }>(
  'select app.save_kit_link($1, $2) as ok',
);
const make = statement<[token: Buffer, publicKey: Buffer, word: Buffer, ...Moment], { ok: boolean }>(
  'select app.make_recovery_kit($1, $2, $3, $4, $5) as ok',
);
const confirm = statement<[token: Buffer, word: Buffer], { outcome: 'gone' | 'wrong' | 'confirmed' }>(
  'select app.confirm_recovery_kit($1, $2) as outcome',
);

/** Tokens and words come as digests. */
export function recoveryKitStore(db: Db) {
  return {
    state: async () => (await db.run(state, []))[0]?.state ?? 'none',
    /** False before anybody has an account, and once the kit is confirmed. */
    saveLink: async (token: Buffer, minutes: number) =>
      (await db.run(saveLink, [token, minutes]))[0]?.ok === true,
    /** False where the link opens nothing. */
    async make(token: Buffer, publicKey: Buffer, word: Buffer) {
      const proof = doorProof(db, `recovery kit ${publicKey.toString('hex')}`);
      return (await db.run(make, [token, publicKey, word, ...proof]))[0]?.ok === true;
    },
    confirm: async (token: Buffer, word: Buffer) =>
      (await db.run(confirm, [token, word]))[0]?.outcome ?? 'gone',
  };
}
