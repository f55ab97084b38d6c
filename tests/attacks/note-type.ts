import type { CaseType, TransitionDefinition } from '#contracts/presets.ts';

const step = (from: string, to: string, more: Partial<TransitionDefinition> = {}): TransitionDefinition => ({
  from,
  to,
  label: 'Move on',
  action: 'case.publish',
  minRole: 'viewer',
  guards: [],
  reasonRequired: false,
  ...more,
});

/** Draft, in review, open: content can be changed in all but the review, and no step asks for a rank. */
export const noteType: CaseType = {
  key: 'note',
  label: 'Note',
  states: [
    { key: 'draft', label: 'Draft', phase: 'draft', lock: 'none' },
    { key: 'review', label: 'In review', phase: 'review', lock: 'all' },
    { key: 'open', label: 'Open', phase: 'open', lock: 'none' },
  ],
  transitions: [
    step('draft', 'review', { action: 'case.submit', guards: ['round-opened'] }),
    step('review', 'open', { action: 'case.review', guards: ['round-approved'] }),
    step('review', 'draft', { action: 'case.submit', reasonRequired: true }),
    step('draft', 'open'),
    step('open', 'draft', { reasonRequired: true }),
  ],
  fields: [],
  slots: [{ key: 'helper', label: 'Helper' }],
};
