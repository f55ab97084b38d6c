import { RANK, type Role } from '#contracts/common.ts';
import type { Route } from '#server/http/route.ts';
import { type Action, cellOf, type Policies, policyOf } from '#server/security/access/index.ts';
import type { Phase, Recipe } from '#tests/attacks/recipe.ts';
import { nameOf } from '#tests/attacks/recipes/index.ts';
import { successOf } from '#tests/attacks/send.ts';

/** How the caller stands to the record of a call. */
export interface Standing {
  readonly role: Role;
  readonly own: boolean;
  readonly phase: Phase;
  readonly policies: Policies;
}

const CASE = '/api/v1/workspaces/:workspaceId/cases/:caseId';

/** All that a route asks beside the row of the role table it declares. A new line here is a decision. */
const FURTHER: Readonly<Record<string, { also?: readonly Action[]; neverOwn?: true; judgedEach?: true }>> = {
  // The step itself has a row of the table, and nobody moves a case out of their own sight.
  [`POST ${CASE}/transitions`]: { also: ['case.publish', 'case.read-unpublished'] },
  // Whoever asks who looked at a case has to see the case.
  [`POST ${CASE}/audit/query`]: { also: ['case.read'] },
  // A second pair of eyes, whatever the rank.
  [`POST ${CASE}/review-rounds/:roundId/decisions`]: { neverOwn: true },
  // Who gets past the provider in an emergency is said by owners alone.
  'PUT /api/v1/workspaces/:workspaceId/sso/break-glass': { also: ['workspace.delete'] },
  // Each case is judged by itself; the reply names those refused.
  'POST /api/v1/workspaces/:workspaceId/cases/bulk-changes': { judgedEach: true },
};

/** The rows of the role table a call inside a workspace needs: the one it declares, and what else it asks. */
export function neededActions(route: Route): readonly Action[] {
  const { access } = route;
  return access.kind === 'workspace' ? [access.action, ...(FURTHER[nameOf(route)]?.also ?? [])] : [];
}

/** The status that the one role table asks for. */
export function expectedStatus(route: Route, recipe: Recipe, standing: Standing): number {
  if (route.access.kind !== 'workspace') throw new Error(`${nameOf(route)} is not inside a workspace`);
  const { action } = route.access;
  const { role, own } = standing;
  // Who could never do this learns nothing about the record.
  if (cellOf(action, role) === 'no') return 403;
  // An id that a client chose, and that another client chose before: taken, whoever by.
  if (recipe.clientIds === true && !own) return 409;
  if (recipe.about === 'private' && !own) return 404;
  if ((recipe.about === 'case' || recipe.about === 'private') && !sees(standing)) return 404;
  const { neverOwn, judgedEach } = FURTHER[nameOf(route)] ?? {};
  if ((neverOwn && own) || (recipe.makerOnly && !own)) return 403;
  const allowed = neededActions(route).every((needed) =>
    allows(needed, { ...standing, own: own || !!judgedEach }),
  );
  return allowed ? successOf(route) : 403;
}

function allows(action: Action, { role, own, policies }: Standing): boolean {
  const cell = cellOf(action, role);
  const policy = policyOf(action, role);
  const byPolicy = policy !== null && policies[policy];
  switch (cell) {
    case 'yes':
      return true;
    case 'no':
      return false;
    case 'own':
      return own;
    case 'policy':
      return byPolicy;
    case 'own-or-policy':
      return own || byPolicy;
  }
}

/** Drafts are a row of the table; a restricted case is seen by its owner, Admins and Owners alone. */
function sees(standing: Standing): boolean {
  if (standing.phase === 'open') return true;
  if (standing.phase === 'draft') return allows('case.read-unpublished', standing);
  return standing.own || RANK[standing.role] >= RANK.admin;
}
