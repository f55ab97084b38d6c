import type { Pick } from '../../ui/pick-list.tsx';

/** "case.purge" as people say it: "case: purge". */
export function actionWords(action: string): string {
  const { group, label } = partsOf(action);
  return label === group ? group : `${group}: ${label}`;
}

/** Each action once, areas and their actions in the order of the alphabet. */
export function actionPicks(actions: Iterable<string>): Pick[] {
  return [...new Set(actions)].sort().map((value) => ({ value, ...partsOf(value) }));
}

/** What the closed field says. */
export function chosenWords([first, ...more]: readonly string[]): string {
  if (first === undefined) return 'Anything';
  return more.length === 0 ? actionWords(first) : `${more.length + 1} actions`;
}

function partsOf(action: string): { group: string; label: string } {
  const [area = '', ...rest] = action.split('.');
  const group = area.replaceAll('-', ' ');
  return { group, label: rest.length === 0 ? group : rest.join(' ').replaceAll('-', ' ') };
}
