import type { CaseType, TransitionDefinition } from '#contracts/presets.ts';
import { decide, type Relation } from '#server/security/access/index.ts';
import type { Actor } from '#server/security/tenancy/index.ts';
import { firstState, refuseStep, type StepFacts } from './case.ts';

/**
 * The shortest way from the first state of a type to another by steps that this actor may take by hand; undefined where
 * there is none: a review is never skipped, and nobody gets further than their role.
 */
export function wayToState(
  type: CaseType,
  to: string,
  { actor, relation, facts }: { actor: Actor; relation: Relation; facts: StepFacts },
): readonly TransitionDefinition[] | undefined {
  const takable = type.transitions.filter(
    (step) => decide(actor, step.action, relation, actor.policies).allow && refuseStep(step, facts) === null,
  );
  const ways = new Map<string, readonly TransitionDefinition[]>([[firstState(type).key, []]]);
  for (const [at, way] of ways)
    for (const step of takable) if (step.from === at && !ways.has(step.to)) ways.set(step.to, [...way, step]);
  return ways.get(to);
}
