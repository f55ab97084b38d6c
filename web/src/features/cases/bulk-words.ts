import type { BulkReply } from '#contracts/case-lists.ts';

const REASONS: Record<string, string> = {
  'not-found': 'no longer there',
  role: 'not open to your role',
  'not-own': 'not yours',
  'own-case': 'your own',
  'policy-off': 'not allowed by the workspace',
  'assigned-only': 'not assigned to you',
  locked: 'locked',
  'no-such-step': 'no way there from its state',
  'reason-required': 'a reason is needed',
  'round-needed': 'a review has to be opened',
  'approval-needed': 'not approved',
  'review-required': 'a review is required',
  incomplete: 'title or text is missing',
};

/** "3 stay as they are: 2 locked, 1 not yours"; nothing when all would change. */
export function refusedWords(refused: BulkReply['refused']): string | undefined {
  if (refused.length === 0) return undefined;
  const counts = Map.groupBy(refused, ({ reason }) => REASONS[reason] ?? reason.replaceAll('-', ' '));
  const parts = [...counts].map(([reason, of]) => `${of.length} ${reason}`);
  return `${refused.length} ${refused.length === 1 ? 'stays as it is' : 'stay as they are'}: ${parts.join(', ')}`;
}
