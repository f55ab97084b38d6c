import type { Guard, StateDefinition, TransitionDefinition } from '#contracts/presets.ts';

/** draft → in review → verified → published → deprecated: what was written is checked before it is shown. */
export const REVIEWED_STATES: StateDefinition[] = [
  { key: 'draft', label: 'Draft', phase: 'draft', lock: 'none' },
  { key: 'in_review', label: 'In review', phase: 'review', lock: 'all' },
  { key: 'verified', label: 'Verified', phase: 'review', lock: 'none' },
  { key: 'published', label: 'Published', phase: 'open', lock: 'content' },
  { key: 'deprecated', label: 'Deprecated', phase: 'closed', lock: 'content' },
];

interface Step {
  from: string;
  to: string;
  label: string;
  guards?: Guard[];
  reason?: true;
}

const step = ({ from, to, label, guards = [], reason }: Step) => ({
  from,
  to,
  label,
  guards,
  reasonRequired: reason === true,
});

/** Steps of whoever writes. */
const written = (given: Step): TransitionDefinition => ({
  ...step(given),
  action: 'case.submit',
  minRole: 'member',
});

/** Steps of whoever answers for what is shown. */
const shown = (given: Step): TransitionDefinition => ({
  ...step(given),
  action: 'case.publish',
  minRole: 'reviewer',
});

/** The step a decided round takes. */
const checked = (given: Step): TransitionDefinition => ({
  ...step(given),
  action: 'case.review',
  minRole: 'reviewer',
});

export const REVIEWED_TRANSITIONS: TransitionDefinition[] = [
  written({
    from: 'draft',
    to: 'in_review',
    label: 'Ask for review',
    guards: ['round-opened', 'title-and-body'],
  }),
  checked({ from: 'in_review', to: 'verified', label: 'Verify', guards: ['round-approved'] }),
  written({ from: 'in_review', to: 'draft', label: 'Take back', reason: true }),
  shown({ from: 'verified', to: 'published', label: 'Publish' }),
  written({ from: 'verified', to: 'draft', label: 'Back to draft', reason: true }),
  shown({ from: 'draft', to: 'published', label: 'Publish', guards: ['review-off', 'title-and-body'] }),
  shown({ from: 'published', to: 'deprecated', label: 'Deprecate', reason: true }),
  shown({ from: 'published', to: 'draft', label: 'Reopen as draft', reason: true }),
  shown({ from: 'deprecated', to: 'published', label: 'Publish again', reason: true }),
];
