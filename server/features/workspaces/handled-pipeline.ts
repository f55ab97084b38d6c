import type { StateDefinition, TransitionAction, TransitionDefinition } from '#contracts/presets.ts';

/** intake → open → on hold → closed → archived: something is taken in, worked on and put away. */
export const HANDLED_STATES: StateDefinition[] = [
  { key: 'intake', label: 'Intake', phase: 'draft', lock: 'none' },
  { key: 'open', label: 'Open', phase: 'open', lock: 'none' },
  { key: 'on_hold', label: 'On hold', phase: 'open', lock: 'none' },
  { key: 'closed', label: 'Closed', phase: 'closed', lock: 'content' },
  { key: 'archived', label: 'Archived', phase: 'closed', lock: 'all' },
];

/** A step that whoever may edit takes; one back or aside says why. */
const worked = (from: string, to: string, label: string, reasonRequired: boolean): TransitionDefinition => ({
  from,
  to,
  label,
  action: 'case.edit' satisfies TransitionAction,
  minRole: 'member',
  guards: [],
  reasonRequired,
});

/** A step that puts away or takes out again. */
const kept = (from: string, to: string, label: string, reasonRequired: boolean): TransitionDefinition => ({
  ...worked(from, to, label, reasonRequired),
  action: 'case.publish',
  minRole: 'reviewer',
});

export const HANDLED_TRANSITIONS: TransitionDefinition[] = [
  worked('intake', 'open', 'Open', false),
  worked('intake', 'closed', 'Decline', true),
  worked('open', 'on_hold', 'Put on hold', true),
  worked('on_hold', 'open', 'Resume', false),
  worked('open', 'closed', 'Close', false),
  worked('on_hold', 'closed', 'Close', true),
  worked('open', 'intake', 'Back to intake', true),
  kept('closed', 'archived', 'Archive', false),
  kept('closed', 'open', 'Reopen', true),
  kept('archived', 'closed', 'Take out of the archive', true),
];
