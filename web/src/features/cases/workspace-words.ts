import type { CaseType } from '#contracts/presets.ts';
import type { Workspace } from '#contracts/workspaces.ts';

/** What a type calls one of its states; the key itself for one that no longer exists. */
export function stateLabel(
  { caseTypes }: Pick<Workspace, 'caseTypes'>,
  of: { type: string; state: string },
): string {
  const type = caseTypes.find(({ key }) => key === of.type);
  return type?.states.find(({ key }) => key === of.state)?.label ?? of.state.replaceAll('_', ' ');
}

/** Every state of every type once, by key, in the order they come. */
export function allStates(caseTypes: readonly CaseType[]): { value: string; label: string }[] {
  const states = caseTypes.flatMap(({ states }) => states.map(({ key, label }) => [key, label] as const));
  return [...new Map(states)].map(([value, label]) => ({ value, label }));
}

/** Where from a state of any type one can go at all: what a change of many cases may offer. */
export function reachableStates(caseTypes: readonly CaseType[]): { value: string; label: string }[] {
  const targets = new Set(caseTypes.flatMap(({ transitions }) => transitions.map(({ to }) => to)));
  return allStates(caseTypes).filter(({ value }) => targets.has(value));
}

/** "matter", "matters": labels inside a sentence. */
export function inSentence(label: string): string {
  return label.toLocaleLowerCase();
}
