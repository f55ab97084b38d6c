import { AppError } from '#server/platform/app-error.ts';
import {
  type Db,
  databaseRefusal,
  runIn,
  type Statement,
  statement,
  type Tx,
} from '#server/platform/db/index.ts';
import { type Actor, actorFrom, type Entered } from './actor.ts';
import { doorProof } from './door-key.ts';

declare const entered: unique symbol;

/** A transaction that has entered one workspace: the only handle a store function takes. */
export type TenantTx = Tx & { readonly [entered]: true };

/** What lets a request in: a session or a token, checked by the database on this very request. */
export interface Pass {
  readonly passId: string;
  readonly byToken?: boolean;
  readonly workspaceId: string;
  readonly origin: { readonly ip: string };
}

type Enter = Statement<[string, string, string], { readonly entered: Entered }>;
const enter: Enter = statement('select app.enter($1, $2, $3) as entered');
const enterByToken: Enter = statement('select app.enter_by_token($1, $2, $3) as entered');
const enterAsSystem = statement<[string, string, Buffer], unknown>('select app.enter_as_system($1, $2, $3)');

/**
 * Enters the workspace and runs `work` in that one transaction. Begin and enter travel together.
 * @throws AppError when the database says no: see `refusal`.
 */
export async function inTenant<T>(
  db: Db,
  pass: Pass,
  work: (tx: TenantTx, actor: Actor) => Promise<T>,
): Promise<T> {
  return refusing(() =>
    db.transaction(async (tx) => {
      const [row] = await runIn(tx, pass.byToken === true ? enterByToken : enter, passed(pass));
      if (row === undefined) throw new AppError('not_found');
      return work(enteredTx(tx), actorFrom(row.entered, pass.workspaceId));
    }),
  );
}

/** The same for jobs: the system inside one workspace, audited as the system. */
export function inTenantAsSystem<T>(
  db: Db,
  workspaceId: string,
  work: (tx: TenantTx) => Promise<T>,
): Promise<T> {
  return refusing(() =>
    db.transaction(async (tx) => {
      await runIn(tx, enterAsSystem, [workspaceId, ...doorProof(db, `job ${workspaceId}`)]);
      return work(enteredTx(tx));
    }),
  );
}

const enterForImport = statement<[string, string, string, Buffer], { readonly entered: Entered }>(
  'select app.enter_for_import($1, $2, $3, $4) as entered',
);

/** For the job of an import: as the person who asked for it, with the role they have now. @throws AppError not_found. */
export function inTenantForImport<T>(
  db: Db,
  { workspaceId, importId }: { readonly workspaceId: string; readonly importId: string },
  work: (tx: TenantTx, actor: Actor) => Promise<T>,
): Promise<T> {
  return refusing(() =>
    db.transaction(async (tx) => {
      const proof = doorProof(db, `import ${importId}`);
      const [row] = await runIn(tx, enterForImport, [workspaceId, importId, ...proof]);
      if (row === undefined) throw new AppError('not_found');
      return work(enteredTx(tx), actorFrom(row.entered, workspaceId));
    }),
  );
}

/** A read that enters and selects in one statement, hence one round trip. Made by `tenantRead`. */
export interface TenantRead<P extends readonly unknown[], R> {
  readonly statement: ReadStatement<P, R>;
  readonly byToken: ReadStatement<P, R>;
}

type ReadStatement<P extends readonly unknown[], R> = Statement<
  readonly [string, string, string, ...P],
  R & { readonly entered: Entered | null; readonly found: true | null }
>;

const ENTERED = 'with e as materialized (select app.enter($1, $2, $3) as entered)';
const ENTERED_BY_TOKEN = 'with e as materialized (select app.enter_by_token($1, $2, $3) as entered)';
const READ = `select case when coalesce(q.place, 1) = 1 then e.entered end as entered, q.*
from e left join lateral (select true as found, b.* from (`;

/**
 * Declares such a read. `body` is a constant SELECT whose own parameters start at `$4`; it numbers its rows in a
 * column `place`, and who entered stands on row 1 alone. The context is set by the materialised CTE on the left of
 * a join before the right side is scanned; were it ever the other way round, the policies would match nothing.
 */
export function tenantRead<P extends readonly unknown[], R>(body: string): TenantRead<P, R> {
  const text = [ENTERED, READ, body, ') b) q on true'].join('\n');
  const textByToken = [ENTERED_BY_TOKEN, READ, body, ') b) q on true'].join('\n');
  return { statement: statement(text), byToken: statement(textByToken) };
}

/** Runs a read. No rows and no right to enter are different things: the latter throws. */
export async function readTenant<P extends readonly unknown[], R>(
  db: Db,
  pass: Pass,
  read: TenantRead<P, R>,
  values: P,
): Promise<{ actor: Actor; rows: R[] }> {
  const asked = pass.byToken === true ? read.byToken : read.statement;
  const rows = await refusing(() => db.run(asked, [...passed(pass), ...values]));
  const [first] = rows;
  if (!first?.entered) throw new AppError('not_found');
  return { actor: actorFrom(first.entered, pass.workspaceId), rows: first.found === null ? [] : rows };
}

/** Runs `work`, and turns what the database refuses into the error the client sees. */
export async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw refusal(error);
  }
}

function refusal(error: unknown): unknown {
  switch (databaseRefusal(error)) {
    case 'CW401':
      return new AppError('unauthenticated');
    case 'CW402':
      return new AppError('second_factor_required');
    case 'CW404':
      return new AppError('not_found');
    case 'CW409':
      return new AppError('conflict', { details: { reason: 'last-owner' }, cause: error });
    case 'CW423':
      return new AppError('conflict', { details: { reason: 'legal-hold' }, cause: error });
    case 'CW410':
      return new AppError('gone', { cause: error });
    case 'CW411':
      return new AppError('sign_in_method_refused');
    case 'CW412':
      return new AppError('address_refused');
    case 'CW413':
      return new AppError('step_up_required');
    case 'CW414':
      return new AppError('password_change_required');
    case 'CW415':
      return new AppError('enrolment_required');
    default:
      return error;
  }
}

function passed(pass: Pass): [passId: string, workspaceId: string, ip: string] {
  return [pass.passId, pass.workspaceId, pass.origin.ip];
}

// The one place where the brand is given.
function enteredTx(tx: Tx): TenantTx {
  return tx as TenantTx;
}
