import type { Labels } from '#contracts/presets.ts';
import type { Tab } from '../../ui/tabs.tsx';
import type { Side } from './sides.ts';

/** What stands beside the text of a case, in the words of the workspace. */
export function sideTabs(labels: Labels, inReview: boolean): Tab<Side>[] {
  return [
    { name: 'details', label: 'Details' },
    { name: 'review', label: labels.review, alert: inReview },
    { name: 'comments', label: 'Comments' },
    { name: 'evidence', label: labels.evidence },
    { name: 'activity', label: 'Timeline' },
  ];
}
