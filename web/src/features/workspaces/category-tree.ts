import type { Category } from '#contracts/workspaces.ts';

export type TreeRow = { category: Category; depth: number };

/** Categories in reading order, each under its parent. One whose parent is missing stands at the top. */
export function asTree(categories: readonly Category[]): TreeRow[] {
  const ids = new Set(categories.map(({ id }) => id));
  const below = Map.groupBy(categories, ({ parentId }) =>
    parentId !== null && ids.has(parentId) ? parentId : null,
  );
  const seen = new Set<string>();
  const rows = (parent: string | null, depth: number): TreeRow[] =>
    (below.get(parent) ?? []).flatMap((category) => {
      if (seen.has(category.id)) return [];
      seen.add(category.id);
      return [{ category, depth }, ...rows(category.id, depth + 1)];
    });
  return rows(null, 0);
}
