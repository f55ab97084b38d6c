/**
 * The work of a round for one workspace after the other. What fails for one, such as a workspace whose own key is
 * withdrawn, holds up no other; the first failure is thrown when all have been worked on.
 */
export async function eachInTurn<T>(items: Iterable<T>, work: (item: T) => Promise<unknown>): Promise<void> {
  const failures: unknown[] = [];
  for (const item of items) await work(item).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}
