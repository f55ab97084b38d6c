import type { AuditActionName } from '#contracts/audit-actions.ts';
import type { SecondFactor, SessionStage } from '#contracts/identity.ts';
import { AppError } from '#server/platform/app-error.ts';
import { type Db, type Statement, statement } from '#server/platform/db/index.ts';
import type { Sealed } from '#server/security/crypto/index.ts';
import { doorProof, refusing } from '#server/security/tenancy/index.ts';
import type { DeviceOrigin } from './device.ts';
import type { Profile } from './email.ts';

export interface UserRow {
  readonly id: string;
  readonly sealed_profile: Sealed<Profile>;
  readonly disabled: boolean;
}

export type FirstFactor = 'code' | 'password' | 'passkey' | 'saml' | 'oidc' | 'setup';

/** What a person has to sign in with. */
export interface FactorsRow {
  readonly password: boolean;
  readonly password_set_at: string | null;
  readonly totp: boolean;
  readonly backup_codes_left: number;
  readonly passkeys: number;
}

/** A session about to be opened. */
export interface NewSession {
  readonly id: string;
  readonly userId: string;
  readonly privateDevice: boolean;
  readonly origin: Sealed<DeviceOrigin>;
  readonly stage: SessionStage;
  readonly firstFactor: FirstFactor;
  readonly secondFactor: SecondFactor | null;
  /** The workspace whose identity provider vouched. */
  readonly ssoWorkspaceId: string | null;
}

export interface SessionRow {
  readonly id: string;
  readonly user_id: string;
  readonly stage: SessionStage;
  readonly first_factor: FirstFactor;
  readonly second_factor: SecondFactor | null;
  readonly factor_at: string;
  readonly sso_workspace_id: string | null;
  readonly private_device: boolean;
  readonly created_at: string;
  readonly last_seen_at: string;
  readonly expires_at: string;
  readonly sealed_profile: Sealed<Profile>;
  readonly preferences: Record<string, unknown>;
}

export interface SessionListRow {
  readonly id: string;
  readonly private_device: boolean;
  readonly sealed_origin: Sealed<DeviceOrigin>;
  readonly created_at: string;
  readonly last_seen_at: string;
  readonly expires_at: string;
  readonly is_current: boolean;
}

interface EndedRow {
  readonly ended: string;
  readonly ended_origin: Sealed<DeviceOrigin>;
  readonly ended_last_seen_at: string;
}

const saveCode = statement<[string, Buffer, Buffer], never>('select app.save_sign_in_code($1, $2, $3)');
const tryCode = statement<[Buffer, Buffer], { ok: boolean }>('select app.try_sign_in_code($1, $2) as ok');
const takeTry = statement<[Buffer, number, number], { ok: boolean }>(
  'select app.take_sign_in_try($1, $2, $3) as ok',
);
const forgive = statement<[Buffer[]], never>('select app.forgive_sign_in_tries($1)');
const findByEmail = statement<[Buffer], UserRow>('select * from app.find_user($1)');
const findById = statement<[string], UserRow>('select * from app.find_user_by_id($1)');
const invited = statement<[Buffer], { ok: boolean }>('select app.has_invitation($1) as ok');
const createUserRow = statement<[string, Buffer, Buffer], never>('select app.create_user($1, $2, $3)');
const openSession = statement<
  [
    string,
    string,
    boolean,
    Buffer,
    SessionStage,
    FirstFactor,
    SecondFactor | null,
    string | null,
    string,
    Buffer,
  ],
  EndedRow
>('select * from app.open_session($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)');
const renewSession = statement<
  [string, string, Buffer, SecondFactor | null, SessionStage, string, Buffer],
  { user: string }
>('select app.renew_session($1, $2, $3, $4, $5, $6, $7) as user');
const myFactors = statement<[string], FactorsRow>('select * from app.my_factors($1)');
const factorsOf = statement<[string, string, Buffer], { totp: boolean; passkeys: number }>(
  'select * from app.factors_of($1, $2, $3)',
);
const noteFactor = statement<[string, string, Buffer], never>('select app.note_factor($1, $2, $3)');
const current = statement<[string], SessionRow>('select * from app.current_session($1)');
const earlierOrigins = statement<[string], { id: string; sealed_origin: Sealed<DeviceOrigin> }>(
  'select * from app.earlier_origins($1)',
);
const enrolmentDue = statement<[string], { due: string | null }>('select app.enrolment_due($1) as due');
const list = statement<[string], SessionListRow>('select * from app.list_sessions($1)');
const endOne = statement<[string, string], { n: number }>('select app.end_session($1, $2) as n');
const endAll = statement<[string], { n: number }>('select app.end_all_sessions($1) as n');
const saveProfile = statement<[string, Buffer], never>('select app.save_profile($1, $2)');
const savePreferences = statement<[string, string], never>('select app.save_preferences($1, $2)');
const audit = statement<[string | null, string, string | null, string, string, Buffer | null, string], never>(
  'select app.audit_identity($1, $2, $3, $4, $5, $6, $7)',
);

/** Identity is before any workspace: everything goes through the definer functions of migration 0002. */
export function identityStore(db: Db) {
  const run = <P extends readonly unknown[], R>(query: Statement<P, R>, values: P): Promise<R[]> =>
    refusing(() => db.run(query, values));
  return {
    saveCode: (id: string, email: Buffer, code: Buffer) => run(saveCode, [id, email, code]),
    tryCode: async (email: Buffer, code: Buffer) => (await run(tryCode, [email, code]))[0]?.ok === true,
    takeTry: async (key: Buffer, limit: number, seconds: number) =>
      (await run(takeTry, [key, limit, seconds]))[0]?.ok === true,
    forgive: (keys: Buffer[]) => run(forgive, [keys]),
    findByEmail: async (email: Buffer) => (await run(findByEmail, [email]))[0],
    findById: async (id: string) => (await run(findById, [id]))[0],
    invited: async (email: Buffer) => (await run(invited, [email]))[0]?.ok === true,
    createUser: (id: string, email: Buffer, profile: Sealed<Profile>) =>
      run(createUserRow, [id, email, profile]),
    /** Returns the sessions that had to make room. */
    async openSession(session: NewSession) {
      const { id, userId, privateDevice, origin, stage, firstFactor, secondFactor, ssoWorkspaceId } = session;
      const proof = doorProof(db, `session ${id} ${userId} ${stage}`);
      const ended = await run(openSession, [
        ...([id, userId, privateDevice, origin, stage, firstFactor, secondFactor, ssoWorkspaceId] as const),
        ...proof,
      ]);
      return ended.map((row) => ({
        id: row.ended,
        origin: row.ended_origin,
        lastSeenAt: row.ended_last_seen_at,
      }));
    },
    /** The session goes on under a new id; the old one is dead. */
    renewSession: (
      old: string,
      id: string,
      origin: Sealed<DeviceOrigin>,
      factor: SecondFactor | null,
      stage: SessionStage,
    ) => run(renewSession, [old, id, origin, factor, stage, ...doorProof(db, `renew ${old} ${id} ${stage}`)]),
    /** What the person of this session, whole or half, can sign in with. */
    async myFactors(session: string) {
      const [row] = await run(myFactors, [session]);
      if (row === undefined) throw new AppError('unauthenticated');
      return row;
    },
    /** The second factors a person has enrolled. */
    async factorsOf(user: string) {
      const [row] = await run(factorsOf, [user, ...doorProof(db, `factors ${user}`)]);
      return row ?? { totp: false, passkeys: 0 };
    },
    /** A factor was given in this session just now. */
    noteFactor: (session: string) => run(noteFactor, [session, ...doorProof(db, `factor ${session}`)]),
    current: async (session: string) => (await run(current, [session]))[0],
    /** Where the person of this session was signed in before, the latest first. */
    earlierOrigins: (session: string) => run(earlierOrigins, [session]),
    /** When they need a strong factor at the latest; null: they have one, or nobody asks. */
    enrolmentDue: async (session: string) => (await run(enrolmentDue, [session]))[0]?.due ?? null,
    list: (session: string) => run(list, [session]),
    endOne: async (session: string, other: string) => (await run(endOne, [session, other]))[0]?.n ?? 0,
    endAll: async (session: string) => (await run(endAll, [session]))[0]?.n ?? 0,
    saveProfile: (session: string, profile: Sealed<Profile>) => run(saveProfile, [session, profile]),
    savePreferences: (session: string, preferences: object) =>
      run(savePreferences, [session, JSON.stringify(preferences)]),
    audit: (entry: IdentityEntry) =>
      run(audit, [
        entry.userId,
        entry.userId === null ? 'anonymous' : 'user',
        entry.sessionId,
        entry.action,
        entry.requestId,
        entry.ip,
        JSON.stringify(entry.detail ?? {}),
      ]),
  };
}

export interface IdentityEntry {
  readonly userId: string | null;
  readonly sessionId: string | null;
  readonly action: AuditActionName;
  readonly requestId: string;
  readonly ip: Buffer | null;
  readonly detail?: Readonly<Record<string, string | number | boolean>>;
}
