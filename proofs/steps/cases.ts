import { Case, CaseCreated } from '#contracts/cases.ts';
import { ReviewRound } from '#contracts/reviews.ts';
import { Workspace } from '#contracts/workspaces.ts';
import type { ProbeContext, ProbePerson, ProbeWorld } from '../probe-context.ts';
import { prepared, StepFailed } from './expect.ts';

export function workspacePath(world: ProbeWorld, rest = ''): string {
  return `/api/v1/workspaces/${world.workspaceId}${rest}`;
}

export function casePath(world: ProbeWorld, id: string, rest = ''): string {
  return workspacePath(world, `/cases/${id}${rest}`);
}

export const ifMatch = (record: { version: number }) => ({ 'if-match': `"v${record.version}"` });

export async function readWorkspace({ call }: ProbeContext, world: ProbeWorld): Promise<Workspace> {
  return prepared(
    await call({ path: workspacePath(world), as: world.people.owner }),
    Workspace,
    'reading the workspace',
  );
}

/** The key of the workspace's first type of cases. */
export async function caseType(context: ProbeContext, world: ProbeWorld): Promise<string> {
  const [type] = (await readWorkspace(context, world)).caseTypes;
  if (!type) throw new StepFailed('the workspace has no type of cases');
  return type.key;
}

/** A case of the workspace's first type, owned by whoever writes it. */
export async function writeCase(
  context: ProbeContext,
  world: ProbeWorld,
  as: ProbePerson,
  content: { title?: string; body?: string; summary?: string } = {},
): Promise<CaseCreated> {
  const body = {
    type: await caseType(context, world),
    title: 'A case of a probe',
    body: 'Written to be tried.',
    ...content,
  };
  const reply = await context.call({ method: 'POST', path: workspacePath(world, '/cases'), as, body });
  return prepared(reply, CaseCreated, 'writing a case');
}

export async function readCase(
  { call }: ProbeContext,
  world: ProbeWorld,
  id: string,
  as = world.people.owner,
): Promise<Case> {
  return prepared(await call({ path: casePath(world, id), as }), Case, 'reading a case');
}

/** Puts the case in review, by its owner, before `reviewers`. */
export async function openRound(
  context: ProbeContext,
  world: ProbeWorld,
  written: CaseCreated,
  as: ProbePerson,
  reviewers: readonly ProbePerson[],
): Promise<ReviewRound> {
  const reply = await context.call({
    method: 'POST',
    path: casePath(world, written.id, '/review-rounds'),
    as,
    headers: ifMatch(written),
    body: { reviewerIds: reviewers.map((reviewer) => reviewer.userId), coverNote: '' },
  });
  return prepared(reply, ReviewRound, 'opening a review round');
}

export function decide(
  { call }: ProbeContext,
  world: ProbeWorld,
  caseId: string,
  roundId: string,
  as: ProbePerson,
) {
  return call({
    method: 'POST',
    path: casePath(world, caseId, `/review-rounds/${roundId}/decisions`),
    as,
    body: { decision: 'approve', comment: '' },
  });
}
