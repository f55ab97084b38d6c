import type { Action, Policies, Refusal } from '#contracts/access.ts';
import { AppError } from '#server/platform/app-error.ts';
import {
  type Actor,
  inTenant,
  inTenantAsSystem,
  inTenantForImport,
  type TenantTx,
} from '#server/security/tenancy/index.ts';
import { type About, cellOf, decide, scopesAllow } from './access/index.ts';
import { appendChange, type Event } from './audit/append.ts';
import type { AuditNote } from './audit/entry.ts';
import type { WorkspaceCaller } from './caller.ts';
import type { KeyScope } from './crypto/index.ts';
import { once } from './once.ts';
import { givePermit, type Permit } from './permit.ts';
import type { Services } from './services.ts';
import { withKeys } from './with-keys.ts';

export type { Event } from './audit/append.ts';

/** What a command's body works with. It must audit at least once, or the transaction is rolled back. */
export interface Step<A extends Action, Target> {
  readonly tx: TenantTx;
  readonly actor: Actor;
  readonly permit: Permit<A>;
  readonly target: Target;
  readonly scope: KeyScope;
  readonly services: Services;
  audit(note: AuditNote): void;
  emit(event: Event): void;
}

export interface CommandSpec<A extends Action, In, Target, Out> {
  readonly action: A;
  /** Loads through what the actor may see; undefined answers 404. */
  load(tx: TenantTx, input: In, actor: Actor, scope: KeyScope): Promise<Target | undefined>;
  /** What the action is about: decides the "own", "assigned" and "restricted" cells of the role table. */
  about(actor: Actor, target: Target, input: In): About;
  /** Further rules of the feature; throws AppError. Runs after the role table, before anything is written. */
  rules?(actor: Actor, target: Target, input: In): void;
  run(step: Step<A, Target>, input: In): Promise<Out | Underway<Out>>;
}

/**
 * What a command answers once its last statements are done, which are sent and not waited for: audit entry and
 * commit travel in the same packet. When one of them fails, nothing is committed and the command fails.
 */
export class Underway<Out> {
  readonly out: Promise<Out>;

  constructor(out: Promise<Out>) {
    this.out = out;
    // Whoever waits for the commit hears of it.
    out.catch(() => undefined);
  }
}

export type Command<In, Out> = (caller: WorkspaceCaller, input: In) => Promise<Out>;

/**
 * The one door to a change: enter, load, policy, permit, body, audit entry and events in one transaction, which
 * runs once more when it met a key that another process has just made.
 * @throws AppError not_found for what the actor cannot see, forbidden for what they may not do.
 */
export function command<A extends Action, In, Target, Out>(
  spec: CommandSpec<A, In, Target, Out>,
): Command<In, Out> {
  return async (caller, input) => {
    const { services, workspaceId } = caller;
    const turn = caller.nextTurn?.();
    const done = await withKeys(caller, (scope) =>
      inTenant(services.db, caller, (tx, actor) => {
        const work = () => perform(spec, { caller, tx, actor, scope }, input);
        return turn === undefined ? work() : once(turn, { tx, actor, scope }, () => settled(work()));
      }),
    );
    return told(services, workspaceId, done);
  };
}

/** The same door for jobs: the system acts, audited as such. It passes the same feature rules. */
export function systemCommand<A extends Action, In, Target, Out>(
  spec: CommandSpec<A, In, Target, Out>,
): (services: Services, workspaceId: string, input: In) => Promise<Out> {
  return async (services, workspaceId, input) => {
    const caller = { services, passId: null, workspaceId, origin: { ip: '', requestId: 'job' } };
    const done = await services.keys.retrying(workspaceId, (scope) =>
      inTenantAsSystem(services.db, workspaceId, (tx) =>
        perform(spec, { caller, tx, actor: systemActor(workspaceId), scope }, input),
      ),
    );
    return told(services, workspaceId, done);
  };
}

/** An import that a job goes on with. */
export interface ImportJob {
  readonly workspaceId: string;
  readonly importId: string;
}

/** The same door for the job of an import: the person who asked for it acts, as they may at this moment. */
export function importCommand<A extends Action, In, Target, Out>(
  spec: CommandSpec<A, In, Target, Out>,
): (services: Services, job: ImportJob, input: In) => Promise<Out> {
  return async (services, job, input) => {
    const { workspaceId } = job;
    const caller = { services, passId: null, workspaceId, origin: { ip: '', requestId: 'job' } };
    const done = await services.keys.retrying(workspaceId, (scope) =>
      inTenantForImport(services.db, job, (tx, actor) => perform(spec, { caller, tx, actor, scope }, input)),
    );
    return told(services, workspaceId, done);
  };
}

interface Performed<Out> {
  readonly out: Out | Underway<Out>;
  readonly events: readonly Event[];
}

// Committed by now: those who listen hear of it, and never of what was rolled back.
function told<Out>(
  { notices }: Services,
  workspaceId: string,
  { out, events }: Performed<Out>,
): Out | Promise<Out> {
  for (const { topic, targetId } of events) notices.send(workspaceId, topic, targetId);
  return out instanceof Underway ? out.out : out;
}

/** The same with its answer in hand, before the commit. */
async function settled<Out>(performed: Promise<Performed<Out>>) {
  const { out, events } = await performed;
  return { out: out instanceof Underway ? await out.out : out, events };
}

interface Entered {
  readonly caller: Omit<WorkspaceCaller, 'passId'> & { readonly passId: string | null };
  readonly tx: TenantTx;
  readonly actor: Actor;
  readonly scope: KeyScope;
}

async function perform<A extends Action, In, Target, Out>(
  spec: CommandSpec<A, In, Target, Out>,
  { caller, tx, actor, scope }: Entered,
  input: In,
): Promise<Performed<Out>> {
  // Who could never do this learns nothing about the record.
  if (cellOf(spec.action, actor.role) === 'no') throw forbidden('role');
  if (!scopesAllow(actor.scopes, spec.action)) throw forbidden('scope');
  const target = await spec.load(tx, input, actor, scope);
  if (target === undefined) throw new AppError('not_found');
  assertAllowed(actor, spec.action, spec.about(actor, target, input));
  spec.rules?.(actor, target, input);
  const notes: AuditNote[] = [];
  const events: Event[] = [];
  const out = await spec.run(
    {
      tx,
      actor,
      permit: givePermit(spec.action),
      target,
      scope,
      services: caller.services,
      audit: (note) => notes.push(note),
      emit: (event) => events.push(event),
    },
    input,
  );
  if (notes.length === 0)
    throw new Error(`the command ${spec.action} changed something without an audit entry`);
  const who = { actor, sessionId: actor.tokenId ?? caller.passId, origin: caller.origin, scope };
  appendChange(tx, who, notes, events);
  return { out, events };
}

/** Throws forbidden when the role table says no. */
export function assertAllowed(actor: Actor, action: Action, about: About): void {
  const decision = decide(actor, action, about, actor.policies);
  if (!decision.allow) throw forbidden(decision.reason);
}

function forbidden(reason: Refusal): AppError {
  return new AppError('forbidden', { details: { reason } });
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

// The system asks no policy: its role answers every cell by itself.
const NO_POLICY: Policies = {
  membersEditOthers: false,
  viewersComment: false,
  managersReview: false,
  managersPublish: false,
  membersWorkAll: false,
  reviewersExportLists: false,
  managersReadAudit: false,
  reviewersReadAudit: false,
};

function systemActor(workspaceId: string): Actor {
  return {
    kind: 'system',
    userId: NOBODY,
    workspaceId,
    membershipId: NOBODY,
    role: 'owner',
    rank: 6,
    assignedOnly: false,
    policies: NO_POLICY,
    workspaceVersion: 0,
    peopleVersion: 0,
    tokenId: null,
    scopes: null,
  };
}
