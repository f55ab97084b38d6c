import { SCOPE_ACTIONS, SCOPE_NEEDS, Scope } from '#contracts/access.ts';
import type { Route } from '#server/http/route.ts';
import { type Action, cellOf } from '#server/security/access/index.ts';
import { PHASES, type Prepared } from '#tests/attacks/recipe.ts';
import { nameOf, recipeOf } from '#tests/attacks/recipes/index.ts';
import { send, successOf } from '#tests/attacks/send.ts';
import type { Stage } from '#tests/attacks/stage.ts';
import { neededActions } from '#tests/http/access/expectation.ts';
import { withClient } from '#tests/support/admin.ts';
import { makeToken } from '#tests/support/api-tokens.ts';

export interface ScopeTrial {
  /** Calls so far. */
  readonly tried: number;
  /** One route by tokens of every kind of scopes; a sentence for each answer its declaration does not give. */
  tryRoute(route: Route): Promise<string[]>;
}

/** What a token is answered: the status, and the word for a refusal. */
interface Expected {
  readonly status: number;
  readonly word?: 'token_refused' | 'scope' | 'role';
}

/** Tokens of workspace A, made by its owner, of the rank of an Admin: nothing but their scopes holds them back. */
export function openScopeTrial(stage: Stage): ScopeTrial {
  const secrets = new Map<string, Promise<string>>();
  const secretOf = (scopes: readonly Scope[]) => {
    const key = scopes.join(' ');
    const known = secrets.get(key) ?? tokenOf(stage, scopes);
    secrets.set(key, known);
    return known;
  };
  let tried = 0;
  return {
    get tried() {
      return tried;
    },
    async tryRoute(route) {
      const wrong: string[] = [];
      const attempts = scopeSetsOf(route).map((scopes) => ({ scopes, expected: expectedOf(route, scopes) }));
      // Refused calls first, all by one preparation: it has to be as good afterwards.
      attempts.sort((one, other) => other.expected.status - one.expected.status);
      let prepared: Prepared | undefined;
      for (const { scopes, expected } of attempts) {
        prepared = expected.status >= 400 && prepared ? prepared : await prepare(stage, route);
        const bearer = await secretOf(scopes);
        const { status, text } = await send(stage.world.test.url, route, prepared, { bearer });
        tried += 1;
        if (status !== expected.status || !text.includes(expected.word ?? ''))
          wrong.push(
            `${nameOf(route)} with ${scopes.join(' ') || 'no scope'}: ${status} ${text.slice(0, 200)}`,
          );
      }
      return wrong;
    },
  };
}

/** No scope at all, all that do not help, all there are, and each that helps: alone, and with what it needs. */
function scopeSetsOf(route: Route): (readonly Scope[])[] {
  const needed = neededActions(route);
  const all = Scope.options;
  const own = all.filter((scope) => needed.some((action) => names(scope, action)));
  if (own.length === 0) return [[], all];
  const others = all.filter((scope) => !own.includes(scope));
  const alone = own.map((scope) => [scope]);
  const whole = alone.map((set) => withNeeded(set));
  const sets = [[], others, all, withNeeded(own), ...alone, ...whole];
  return [...new Map(sets.map((set) => [set.join(' '), set])).values()];
}

function withNeeded(scopes: readonly Scope[]): readonly Scope[] {
  const needed = scopes.flatMap((scope) => SCOPE_NEEDS[scope] ?? []);
  return Scope.options.filter((scope) => scopes.includes(scope) || needed.includes(scope));
}

function expectedOf(route: Route, scopes: readonly Scope[]): Expected {
  const success = { status: nameOf(route) === 'POST /api/v1/setup' ? 410 : successOf(route) };
  const { access } = route;
  if (access.kind === 'public') return success;
  // A directory brings a token of another kind; one of a script is nobody there.
  if (access.kind === 'scim') return { status: 401 };
  if (access.kind !== 'workspace' || access.stepUp === true) return { status: 403, word: 'token_refused' };
  // A token has the rank of an Admin at most, whoever made it.
  if (cellOf(access.action, 'admin') === 'no') return { status: 403, word: 'role' };
  return neededActions(route).every((action) => allows(scopes, action))
    ? success
    : { status: 403, word: 'scope' };
}

function allows(scopes: readonly Scope[], action: Action): boolean {
  return scopes.some(
    (scope) => names(scope, action) && withNeeded([scope]).every((needed) => scopes.includes(needed)),
  );
}

function names(scope: Scope, action: Action): boolean {
  const actions: readonly Action[] = SCOPE_ACTIONS[scope];
  return actions.includes(action);
}

async function prepare(stage: Stage, route: Route): Promise<Prepared> {
  const { a: place } = stage.world;
  const recipe = recipeOf(route);
  const [phase = 'open'] = recipe.phases ?? PHASES;
  const maker = recipe.about === 'private' || recipe.makerOnly ? 'owner' : 'member';
  const prepared = await recipe.prepare({ stage, place, maker, sender: 'owner', phase });
  return { ...prepared, params: { workspaceId: place.workspaceId, ...prepared.params } };
}

// Past the contract, which lets nobody make a token that could do nothing.
async function tokenOf({ world }: Stage, scopes: readonly Scope[]): Promise<string> {
  const { secret, token } = await makeToken(world.a, {}, world.a.as('owner'));
  await withClient(world.test.database.adminUrl, async (admin) => {
    await admin.query('update app.api_tokens set scopes = $2 where id = $1', [token.id, scopes]);
  });
  return secret;
}
