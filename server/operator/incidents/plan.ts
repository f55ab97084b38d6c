import type { Severity } from '#contracts/common.ts';

export type IncidentKind = 'vulnerability' | 'breach';

/** One step of a plan; `within` in hours from when the incident was known. */
export interface PlannedTask {
  readonly within: number;
  readonly text: string;
}

const DAY = 24;
/** Article 33(1) GDPR. */
export const NOTIFY_WITHIN = 72;

const PLANS: Readonly<Record<IncidentKind, readonly PlannedTask[]>> = {
  vulnerability: [
    { within: 4, text: 'See it on a deployment of our own, and write down how.' },
    {
      within: DAY,
      text: 'Close the way in until it is mended: a setting, a rule at the edge, or the feature off.',
    },
    {
      within: DAY,
      text: 'Look in the audit log for uses of it. If there is one, this is a breach: open one.',
    },
    { within: 3 * DAY, text: 'Mend it with a test that fails without the mend, and release it.' },
    { within: 7 * DAY, text: 'Tell the reporter, and credit them if they wish.' },
    {
      within: 14 * DAY,
      text: 'Write the post-mortem: what let it in, what would have found it, what changes.',
    },
  ],
  breach: [
    { within: 1, text: 'Name who leads, and begin the timeline with what is known and since when.' },
    {
      within: 4,
      text: 'Contain it: end sessions, revoke tokens, shut accounts, close the way in. Keep the logs.',
    },
    { within: DAY, text: 'Compute who is affected from the audit log (caseward incident affected).' },
    { within: 2 * DAY, text: 'Complete the drafts of the notices (caseward incident drafts).' },
    {
      within: NOTIFY_WITHIN,
      text: 'Notify the supervisory authority (GDPR, Article 33), or write down why not.',
    },
    { within: NOTIFY_WITHIN, text: 'Notify the owners of the workspaces that are affected.' },
    { within: 7 * DAY, text: 'Say on the status page what happened, without names.' },
    {
      within: 14 * DAY,
      text: 'Write the post-mortem: what let it in, what would have found it, what changes.',
    },
  ],
};

/** What has to be done, the first to be done first. Whatever is not critical has twice the time, but for the law. */
export function planOf(kind: IncidentKind, severity: Severity): readonly PlannedTask[] {
  const pace = kind === 'breach' || severity === 'critical' ? 1 : 2;
  return PLANS[kind].map(({ within, text }) => ({ within: within * pace, text }));
}
