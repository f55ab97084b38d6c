import type { Policies } from '#contracts/access.ts';

/** What each policy lets happen, in the order it is asked. */
export const POLICY_WORDS: readonly { key: keyof Policies; label: string; hint: string }[] = [
  {
    key: 'membersEditOthers',
    label: 'Members edit records of others',
    hint: 'Else only their own and those assigned to them',
  },
  { key: 'viewersComment', label: 'Viewers may comment', hint: 'On what they may read' },
  { key: 'managersReview', label: 'Managers decide in reviews', hint: 'Never on their own records' },
  { key: 'managersPublish', label: 'Managers publish, deprecate and reopen', hint: 'As reviewers do' },
  {
    key: 'membersWorkAll',
    label: 'Members work on all contacts, tasks and events',
    hint: 'Else on their own',
  },
  { key: 'reviewersExportLists', label: 'Reviewers export lists', hint: 'As CSV; each export is logged' },
  { key: 'managersReadAudit', label: 'Managers read the audit log', hint: 'Owners and admins always do' },
  { key: 'reviewersReadAudit', label: 'Reviewers read the audit log', hint: 'Owners and admins always do' },
];
