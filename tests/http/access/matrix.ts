import { randomUUID } from 'node:crypto';
import { ROLES, type Role } from '#contracts/common.ts';
import type { Route } from '#server/http/route.ts';
import { cellOf, type Policies } from '#server/security/access/index.ts';
import { type Digester, watchDatabase } from '#tests/attacks/database-digest.ts';
import { PHASES, type Phase, type Prepared } from '#tests/attacks/recipe.ts';
import { recipeOf } from '#tests/attacks/recipes/index.ts';
import { type Answer, type Sender, send } from '#tests/attacks/send.ts';
import type { Stage } from '#tests/attacks/stage.ts';
import { expectedStatus } from './expectation.ts';
import { expectedOutside, gatherOutsiders, type Outsiders } from './outsiders.ts';

export interface Matrix {
  /** Combinations tried so far. */
  readonly tried: number;
  /** Everyone on one route; gives a sentence for each answer that is not what the role table says. */
  tryRoute(route: Route, policies: Policies, roles?: readonly Role[]): Promise<string[]>;
  close(): Promise<void>;
}

interface Attempt {
  readonly who: string;
  readonly sender: Sender;
  /** Run just before the call, so that what it names is as it is then. */
  readonly prepare: () => Promise<Prepared>;
  readonly expected: number;
  /** Attempts of one such name are answered with the same bytes. */
  readonly alike?: string;
}

export async function openMatrix(stage: Stage): Promise<Matrix> {
  const outsiders = await gatherOutsiders(stage);
  const watch = await watchDatabase(stage.world.test.database.adminUrl);
  let tried = 0;
  return {
    get tried() {
      return tried;
    },
    async tryRoute(route, policies, roles = ROLES) {
      const trial = new Trial(stage, route, policies);
      const attempts = trial.outside(outsiders);
      if (route.access.kind === 'workspace')
        for (const role of roles) attempts.push(...trial.inside(role), ...(await trial.elsewhere(role)));
      await trial.run(attempts, watch);
      tried += trial.tried;
      return trial.wrong;
    },
    close: () => watch.close(),
  };
}

/** One route, tried by all. */
class Trial {
  tried = 0;
  readonly wrong: string[] = [];
  readonly #stage: Stage;
  readonly #route: Route;
  readonly #policies: Policies;
  readonly #shared = new Map<string, Promise<Prepared>>();

  constructor(stage: Stage, route: Route, policies: Policies) {
    this.#stage = stage;
    this.#route = route;
    this.#policies = policies;
  }

  outside(outsiders: Outsiders): Attempt[] {
    const route = this.#route;
    const attempts: Attempt[] = [];
    for (const who of Object.keys(outsiders) as (keyof Outsiders)[]) {
      const expected = expectedOutside(route, who);
      const refused = expected >= 400;
      const prepare = async () => {
        const { as, ...prepared } = await this.#prepare('owner', 'member', 'open', !refused);
        if (as === undefined || refused) return prepared;
        // Whoever may, does it to a session of their own making.
        if (who === 'halfSignedIn' && 'userId' in as) await this.#stage.halfSignedIn(as);
        return { ...prepared, as };
      };
      attempts.push({ who, sender: outsiders[who], prepare, expected });
    }
    return attempts;
  }

  inside(role: Role): Attempt[] {
    const recipe = recipeOf(this.#route);
    const sender = this.#stage.world.a.people[role];
    const attempts: Attempt[] = [];
    for (const own of recipe.about === 'none' || recipe.about === 'word' ? [false] : [false, true]) {
      if (own && role === 'viewer') continue;
      for (const phase of recipe.about === 'case' ? (recipe.phases ?? PHASES) : (['open'] as const)) {
        const expected = expectedStatus(this.#route, recipe, { role, own, phase, policies: this.#policies });
        const maker = own ? role : role === 'member' ? 'reviewer' : 'member';
        const fresh = expected < 400 && this.#usesUp();
        const prepare = async () => withoutAs(await this.#prepare(role, maker, phase, fresh));
        const who = `${role}, ${own ? 'own' : "another's"}, ${phase}`;
        attempts.push({ who, sender, prepare, expected });
      }
    }
    return attempts;
  }

  /** Records of another workspace and records that are nowhere: the same answer, byte for byte. */
  async elsewhere(role: Role): Promise<Attempt[]> {
    const recipe = recipeOf(this.#route);
    const { access } = this.#route;
    if (recipe.about === 'none' || recipe.clientIds === true || access.kind !== 'workspace') return [];
    const sender = this.#stage.world.a.people[role];
    const phase = firstOf(recipe.phases);
    const mine = withoutAs(await this.#prepare(role, role === 'viewer' ? 'member' : role, phase, false));
    const theirs = await this.#foreign(phase);
    const expected = cellOf(access.action, role) === 'no' ? 403 : 404;
    return Object.entries(theirs.params ?? {}).flatMap(([name, value]) => {
      const at = (id: string) => async () => ({ ...mine, params: { ...mine.params, [name]: id } });
      const alike = `${role} ${name}`;
      return [
        { who: `${role}, a foreign ${name}`, sender, prepare: at(value), expected, alike },
        { who: `${role}, a missing ${name}`, sender, prepare: at(randomUUID()), expected, alike },
      ];
    });
  }

  /** Refused calls first, all of them over an unchanged database; then those that succeed. */
  async run(attempts: readonly Attempt[], watch: Digester): Promise<void> {
    const refused = attempts.filter(({ expected }) => expected >= 400);
    const alike = new Map<string, string>();
    for (const { prepare } of refused) await prepare();
    await watch.settled();
    await watch.changed();
    for (const attempt of refused) {
      const { text } = await this.#send(attempt);
      if (attempt.alike === undefined) continue;
      if ((alike.get(attempt.alike) ?? text) !== text)
        this.wrong.push(`${attempt.who} is told from a foreign one`);
      alike.set(attempt.alike, text);
    }
    const changed = await watch.changed();
    if (changed.length > 0) this.wrong.push(`refused calls changed ${changed}`);
    for (const attempt of attempts) if (attempt.expected < 400) await this.#send(attempt);
  }

  async #send({ who, sender, prepare, expected }: Attempt): Promise<Answer> {
    this.tried += 1;
    const prepared = await prepare();
    const params = { workspaceId: this.#stage.world.a.workspaceId, ...prepared.params };
    const answer = await send(
      this.#stage.world.test.url,
      this.#route,
      { ...prepared, params },
      prepared.as ?? sender,
    );
    if (answer.status !== expected)
      this.wrong.push(`${who}: ${answer.status} for ${expected} ${answer.text.slice(0, 200)}`);
    return answer;
  }

  /** Whether a call that succeeds leaves nothing for the next one. */
  #usesUp(): boolean {
    const { method, url } = this.#route;
    return method !== 'GET' && !url.endsWith('/query') && recipeOf(this.#route).repeatable !== true;
  }

  #prepare(sender: Role, maker: Role, phase: Phase, fresh: boolean): Promise<Prepared> {
    const recipe = recipeOf(this.#route);
    const place = this.#stage.world.a;
    const make = () => recipe.prepare({ stage: this.#stage, place, maker, sender, phase });
    if (fresh) return make();
    const key = `${maker} ${phase} ${recipe.asksSender ? sender : ''}`;
    const known = this.#shared.get(key) ?? make();
    this.#shared.set(key, known);
    return known;
  }

  #foreign(phase: Phase): Promise<Prepared> {
    const known = this.#shared.get('foreign');
    const kitchen = { stage: this.#stage, place: this.#stage.world.b, phase } as const;
    const made = known ?? recipeOf(this.#route).prepare({ ...kitchen, maker: 'member', sender: 'reviewer' });
    this.#shared.set('foreign', made);
    return made;
  }
}

/** Members call by themselves, whoever could do it surely. */
function withoutAs({ as: _, ...prepared }: Prepared): Prepared {
  return prepared;
}

const firstOf = (phases: readonly Phase[] = ['open']): Phase => phases[0] ?? 'open';
