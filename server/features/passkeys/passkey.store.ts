import type { Transport } from '#contracts/passkeys.ts';
import type { DeviceOrigin, Profile } from '#server/features/identity/index.ts';
import { type Db, type Statement, statement } from '#server/platform/db/index.ts';
import type { Sealed } from '#server/security/crypto/index.ts';
import { doorProof, refusing } from '#server/security/tenancy/index.ts';

export type ChallengePurpose = 'passkey_enrol' | 'passkey_sign_in' | 'passkey_step_up';

export interface PasskeyRow {
  readonly id: string;
  readonly sealed_name: Sealed<string>;
  readonly sealed_device: Sealed<DeviceOrigin>;
  readonly transports: Transport[];
  readonly backed_up: boolean;
  readonly created_at: string;
  readonly last_used_at: string | null;
}

export interface FoundPasskey {
  readonly id: string;
  readonly user_id: string;
  readonly public_key: Buffer;
  readonly sealed_profile: Sealed<Profile>;
}

export interface AddedPasskey {
  readonly id: string;
  readonly credentialId: Buffer;
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly transports: readonly Transport[];
  readonly backedUp: boolean;
  readonly name: Sealed<string>;
  readonly device: Sealed<DeviceOrigin>;
}

interface CredentialRow {
  readonly credential_id: Buffer;
  readonly transports: Transport[];
}

type Removal = 'removed' | 'missing' | 'needed';
/** `stale`: the counter did not go up. */
export type PasskeyUse = 'used' | 'missing' | 'stale';

const saveChallenge = statement<[string | null, ChallengePurpose, Buffer, string, Buffer], never>(
  'select app.save_factor_challenge($1, $2, $3, $4, $5)',
);
const takeChallenge = statement<[string | null, ChallengePurpose, Buffer], { user_id: string | null }>(
  'select * from app.take_factor_challenge($1, $2, $3)',
);
const find = statement<[Buffer, string, Buffer], FoundPasskey>('select * from app.find_passkey($1, $2, $3)');
const use = statement<[string, number, boolean, string, Buffer], { outcome: PasskeyUse }>(
  'select app.use_passkey($1, $2, $3, $4, $5) as outcome',
);
const add = statement<
  [
    ...[session: string, id: string, credential: Buffer, publicKey: Buffer, counter: number],
    ...[transports: readonly Transport[], backedUp: boolean, name: Buffer, device: Buffer],
    ...[moment: string, proof: Buffer],
  ],
  { ok: boolean }
>('select app.add_passkey($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) as ok');
const list = statement<[string], PasskeyRow>('select * from app.list_passkeys($1)');
const credentials = statement<[string], CredentialRow>('select * from app.my_credentials($1)');
const rename = statement<[string, string, Sealed<string>], { ok: boolean }>(
  'select app.rename_passkey($1, $2, $3) as ok',
);
const remove = statement<[string, string], { outcome: Removal }>(
  'select app.remove_passkey($1, $2) as outcome',
);

/** Passkeys are before any workspace: everything goes through the definer functions of migration 0033. */
export function passkeyStore(db: Db) {
  const run = <P extends readonly unknown[], R>(query: Statement<P, R>, values: P): Promise<R[]> =>
    refusing(() => db.run(query, values));
  return {
    saveChallenge: (session: string | null, purpose: ChallengePurpose, digest: Buffer) => {
      const proof = doorProof(db, `challenge ${purpose} ${digest.toString('hex')}`);
      return run(saveChallenge, [session, purpose, digest, ...proof]);
    },
    /** Undefined for a challenge that is unknown, used, too old, for something else or of another session. */
    takeChallenge: async (session: string | null, purpose: ChallengePurpose, digest: Buffer) =>
      (await run(takeChallenge, [session, purpose, digest]))[0],
    find: async (credentialId: Buffer) => {
      const proof = doorProof(db, `passkey ${credentialId.toString('hex')}`);
      return (await run(find, [credentialId, ...proof]))[0];
    },
    use: async (id: string, counter: number, backedUp: boolean) => {
      const proof = doorProof(db, `use-passkey ${id} ${counter}`);
      return (await run(use, [id, counter, backedUp, ...proof]))[0]?.outcome ?? 'missing';
    },
    /** False for a credential that somebody has, and beyond the most a person may have. */
    add: async (session: string, passkey: AddedPasskey) => {
      const { id, credentialId, publicKey, counter, transports, backedUp, name, device } = passkey;
      const proof = doorProof(db, `add-passkey ${id} ${credentialId.toString('hex')}`);
      const key = [session, id, credentialId, publicKey, counter] as const;
      return (await run(add, [...key, transports, backedUp, name, device, ...proof]))[0]?.ok === true;
    },
    list: (session: string) => run(list, [session]),
    credentials: (session: string) => run(credentials, [session]),
    rename: async (session: string, id: string, name: Sealed<string>) =>
      (await run(rename, [session, id, name]))[0]?.ok === true,
    remove: async (session: string, id: string) =>
      (await run(remove, [session, id]))[0]?.outcome ?? 'missing',
  };
}

export function passkeyNameContext(id: string) {
  return { table: 'passkeys', row: id, use: 'name' } as const;
}

export function passkeyDeviceContext(id: string) {
  return { table: 'passkeys', row: id, use: 'device' } as const;
}
