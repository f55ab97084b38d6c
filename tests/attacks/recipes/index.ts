import type { Route } from '#server/http/route.ts';
import type { Recipe, Recipes } from '../recipe.ts';
import { accessReviewRecipes } from './access-reviews.ts';
import { agreementRecipes } from './agreement.ts';
import { caseImportRecipes } from './case-imports.ts';
import { caseRecipes } from './cases.ts';
import { contactRecipes } from './contacts.ts';
import { erasureRecipes } from './erasure.ts';
import { evidenceRecipes } from './evidence.ts';
import { exportRecipes } from './exports.ts';
import { factorRecipes } from './factors.ts';
import { identityRecipes } from './identity.ts';
import { logWatchRecipes } from './log-watch.ts';
import { memberRecipes } from './members.ts';
import { openRecipes } from './open.ts';
import { passkeyRecipes } from './passkeys.ts';
import { passwordRecipes } from './passwords.ts';
import { privacyRequestRecipes } from './privacy-requests.ts';
import { retentionRecipes } from './retention.ts';
import { scimRecipes } from './scim.ts';
import { securityRecipes } from './security.ts';
import { ssoRecipes } from './sso.ts';
import { talkRecipes } from './talk.ts';
import { workspaceRecipes } from './workspaces.ts';

/** How to call every route there is so that it succeeds. */
export const recipes: Recipes = {
  ...identityRecipes,
  ...passwordRecipes,
  ...factorRecipes,
  ...passkeyRecipes,
  ...openRecipes,
  ...workspaceRecipes,
  ...memberRecipes,
  ...accessReviewRecipes,
  ...erasureRecipes,
  ...exportRecipes,
  ...caseImportRecipes,
  ...logWatchRecipes,
  ...retentionRecipes,
  ...agreementRecipes,
  ...privacyRequestRecipes,
  ...securityRecipes,
  ...scimRecipes,
  ...caseRecipes,
  ...talkRecipes,
  ...ssoRecipes,
  ...evidenceRecipes,
  ...contactRecipes,
};

export const nameOf = ({ method, url }: Pick<Route, 'method' | 'url'>): string => `${method} ${url}`;

/** @throws Error for a route nobody wrote a recipe for: a new route cannot be forgotten. */
export function recipeOf(route: Pick<Route, 'method' | 'url'>): Recipe {
  const recipe = recipes[nameOf(route)];
  if (recipe === undefined) throw new Error(`${nameOf(route)} has no recipe in tests/attacks/recipes`);
  return recipe;
}
