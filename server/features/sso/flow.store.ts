import type { GivenRole, SsoKind } from '#contracts/sso.ts';
import { type Db, type Statement, statement } from '#server/platform/db/index.ts';
import type { Sealed } from '#server/security/crypto/index.ts';
import { doorProof, refusing } from '#server/security/tenancy/index.ts';
import type { ConnectionSettings } from './connection.ts';
import type { Arrival, FlowState, ProviderSubject } from './flow.ts';

export interface FlowConnectionRow {
  readonly workspace_id: string;
  readonly kind: SsoKind;
  readonly sealed_settings: Sealed<ConnectionSettings>;
  readonly sealed_private_key: Buffer | null;
  readonly active: boolean;
  readonly unasked: boolean;
  readonly join_role: GivenRole | null;
  readonly version: number;
  readonly enforced: boolean;
}

export type Purpose = 'sign_in' | 'test';

interface Waiting {
  readonly purpose: Purpose;
  readonly user_id: string | null;
  readonly sealed_state: Sealed<FlowState>;
}

interface ArrivalRow {
  readonly id: string;
  readonly connection_id: string;
  readonly asked: boolean;
  readonly mine: boolean;
  readonly sealed_state: Sealed<FlowState> | null;
  readonly sealed_arrival: Sealed<Arrival>;
}

interface SubjectRow {
  readonly session_id: string;
  readonly connection_id: string;
  readonly sealed_subject: Sealed<ProviderSubject>;
}

type Proof = [moment: string, proof: Buffer];

const offers = statement<[string, ...Proof], { connection_id: string; enforced: boolean }>(
  'select * from app.sso_offers($1, $2, $3)',
);
const connection = statement<[string, ...Proof], FlowConnectionRow>(
  'select * from app.sso_connection($1, $2, $3)',
);
const begin = statement<[string, string, Purpose, string | null, Buffer | null, Buffer, ...Proof], never>(
  'select app.sso_begin($1, $2, $3, $4, $5, $6, $7, $8)',
);
const waiting = statement<[string, string, ...Proof], Waiting>(
  'select * from app.sso_waiting($1, $2, $3, $4)',
);
const answer = statement<[string, string, boolean, Buffer, Buffer, Buffer, ...Proof], never>(
  'select app.sso_answer($1, $2, $3, $4, $5, $6, $7, $8)',
);
const arrival = statement<[Buffer, Buffer, ...Proof], ArrivalRow>(
  'select * from app.sso_arrival($1, $2, $3, $4)',
);
const claim = statement<[string, ...Proof], { ok: boolean }>('select app.sso_claim($1, $2, $3) as ok');
const noteSession = statement<[string, string, Buffer, Buffer | null, Buffer, ...Proof], never>(
  'select app.sso_note_session($1, $2, $3, $4, $5, $6, $7)',
);
const sessionSubject = statement<[string], SubjectRow>('select * from app.sso_session($1)');
const endSessions = statement<
  [string, Buffer, Buffer | null, Buffer[], ...Proof],
  { ended: string; ended_user: string }
>('select * from app.sso_end_sessions($1, $2, $3, $4, $5, $6)');
const all = statement<Proof, { workspace_id: string; connection_id: string }>(
  'select * from app.sso_all($1, $2)',
);
const toTell = statement<Proof, { workspace_id: string; user_id: string; at: string }>(
  'select * from app.break_glass_to_tell($1, $2)',
);
const tidy = statement<[], never>('select app.sso_tidy()');

/** Sign-ins on their way: before any session, through definer functions that want a proof each. */
export function flowStore(db: Db) {
  const prove = (subject: string): Proof => [...doorProof(db, `sso ${subject}`)];
  const run = <P extends readonly unknown[], R>(query: Statement<P, R>, values: P): Promise<R[]> =>
    refusing(() => db.run(query, values));
  return {
    offers: (domain: string) => run(offers, [domain, ...prove(`offers ${domain}`)]),
    connection: async (id: string) => (await run(connection, [id, ...prove(`connection ${id}`)]))[0],
    begin: (
      id: string,
      connectionId: string,
      start: { purpose: Purpose; userId: string | null; browser: Buffer | null; state: Sealed<FlowState> },
    ) =>
      run(begin, [
        id,
        connectionId,
        start.purpose,
        start.userId,
        start.browser,
        start.state,
        ...prove(`begin ${id} ${connectionId}`),
      ]),
    waiting: async (id: string, connectionId: string) =>
      (await run(waiting, [id, connectionId, ...prove(`waiting ${id}`)]))[0],
    /** @throws AppError unauthenticated where the request or the assertion was used before. */
    answer: (
      id: string,
      connectionId: string,
      taken: { asked: boolean; assertion: Buffer; token: Buffer; arrival: Sealed<Arrival> },
    ) =>
      run(answer, [
        id,
        connectionId,
        taken.asked,
        taken.assertion,
        taken.token,
        taken.arrival,
        ...prove(`answer ${id} ${connectionId}`),
      ]),
    arrival: async (token: Buffer, browser: Buffer) =>
      (await run(arrival, [token, browser, ...prove(`arrival ${token.toString('hex')}`)]))[0],
    claim: async (id: string) => (await run(claim, [id, ...prove(`claim ${id}`)]))[0]?.ok === true,
    noteSession: (
      session: string,
      connectionId: string,
      subject: { digest: Buffer; index: Buffer | null; sealed: Sealed<ProviderSubject> },
    ) =>
      run(noteSession, [
        session,
        connectionId,
        subject.digest,
        subject.index,
        subject.sealed,
        ...prove(`session ${session} ${connectionId}`),
      ]),
    sessionSubject: async (session: string) => (await run(sessionSubject, [session]))[0],
    /** @throws AppError unauthenticated for a message that came before. */
    /** Null: of whomever the indexes are. */
    endSessions: (connectionId: string, message: Buffer, subject: Buffer | null, indexes: Buffer[]) =>
      run(endSessions, [
        connectionId,
        message,
        subject,
        indexes,
        ...prove(`end ${connectionId} ${subject?.toString('hex') ?? 'anyone'}`),
      ]),
    all: () => run(all, prove('all')),
    breakGlassToTell: () => run(toTell, prove('break-glass')),
    tidy: () => run(tidy, []),
  };
}
