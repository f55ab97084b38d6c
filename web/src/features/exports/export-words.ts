import type { WorkspaceExport } from '#contracts/exports.ts';

/** How far an export is, from 0 to 1; undefined while nobody has counted. */
export function shareDone({
  steps,
  stepsTotal,
}: Pick<WorkspaceExport, 'steps' | 'stepsTotal'>): number | undefined {
  return stepsTotal === null || stepsTotal === 0 ? undefined : Math.min(1, steps / stepsTotal);
}

/** What became of an export, in a word or two. */
export function stateWords({ state, mine }: Pick<WorkspaceExport, 'state' | 'mine'>): string {
  switch (state) {
    case 'queued':
      return 'Waiting for its turn';
    case 'running':
      return 'Being made';
    case 'done':
      return mine ? 'Ready' : 'Ready for whoever asked';
    case 'failed':
      return 'Given up';
    case 'expired':
      return 'No longer kept';
  }
}
