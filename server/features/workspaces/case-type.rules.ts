import type { CaseType } from '#contracts/presets.ts';

/** What would make a transition table unusable, as sentences; empty when it can be used. */
export function caseTypeFaults(type: CaseType): string[] {
  return [...doubled(type), ...dangling(type), ...unreachable(type), ...missingReasons(type)];
}

function doubled({ states, transitions, fields, slots }: CaseType): string[] {
  const repeats = (kind: string, keys: string[]) =>
    keys.filter((key, at) => keys.indexOf(key) !== at).map((key) => `${kind} ${key} is there twice`);
  return [
    ...repeats(
      'state',
      states.map((state) => state.key),
    ),
    ...repeats(
      'step',
      transitions.map(({ from, to }) => `${from} to ${to}`),
    ),
    ...repeats(
      'field',
      fields.map((field) => field.key),
    ),
    ...repeats(
      'slot',
      slots.map((slot) => slot.key),
    ),
  ];
}

function dangling({ states, transitions }: CaseType): string[] {
  const known = new Set(states.map((state) => state.key));
  return transitions
    .filter(({ from, to }) => !known.has(from) || !known.has(to) || from === to)
    .map(({ from, to }) => `step ${from} to ${to} leads nowhere`);
}

function unreachable({ states, transitions }: CaseType): string[] {
  const reached = new Set(states.slice(0, 1).map((state) => state.key));
  for (const _ of states) for (const { from, to } of transitions) if (reached.has(from)) reached.add(to);
  return states
    .filter((state) => !reached.has(state.key))
    .map((state) => `state ${state.key} is never reached`);
}

/** Going back, in the order the states are listed, is always explained. */
function missingReasons({ states, transitions }: CaseType): string[] {
  const order = states.map((state) => state.key);
  const free = (from: string, to: string) =>
    order.indexOf(to) < order.indexOf(from) && !isResuming(states, from, to);
  return transitions
    .filter(({ from, to, reasonRequired }) => !reasonRequired && free(from, to))
    .map(({ from, to }) => `step ${from} to ${to} goes back without a reason`);
}

/** Within one phase nothing is undone: on hold back to open is going on. */
function isResuming(states: CaseType['states'], from: string, to: string): boolean {
  const phase = (key: string) => states.find((state) => state.key === key)?.phase;
  return phase(from) === phase(to);
}
