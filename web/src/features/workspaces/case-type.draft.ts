import type { CaseType, TransitionDefinition } from '#contracts/presets.ts';

/** The names somebody typed, and no others: the rest is what the type has by the time it is saved. */
export type TypedNames = {
  readonly label?: string;
  readonly states: Readonly<Record<string, string>>;
  /** By `stepKey`. */
  readonly steps: Readonly<Record<string, string>>;
};

export const NOTHING_TYPED: TypedNames = { states: {}, steps: {} };

export function stepKey({ from, to }: Pick<TransitionDefinition, 'from' | 'to'>): string {
  return `${from} ${to}`;
}

/** The type with these names; keys, phases and rules stay as they are. */
export function withNames(type: CaseType, { label, states, steps }: TypedNames): CaseType {
  return {
    ...type,
    label: label ?? type.label,
    states: type.states.map((state) => ({ ...state, label: states[state.key] ?? state.label })),
    transitions: type.transitions.map((step) => ({ ...step, label: steps[stepKey(step)] ?? step.label })),
  };
}

/** The same without spaces around a name. */
export function trimmed({ label, states, steps }: TypedNames): TypedNames {
  const all = (names: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(names).map(([key, name]) => [key, name.trim()]));
  return { ...(label !== undefined && { label: label.trim() }), states: all(states), steps: all(steps) };
}

/** `Draft → In review`: between which states a step leads. */
export function stepPlace({ states }: Pick<CaseType, 'states'>, { from, to }: TransitionDefinition): string {
  const name = (key: string) => states.find((state) => state.key === key)?.label ?? key;
  return `${name(from)} → ${name(to)}`;
}
