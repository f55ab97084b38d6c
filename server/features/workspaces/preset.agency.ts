import type { CaseType, SlotDefinition } from '#contracts/presets.ts';
import { HANDLED_STATES, HANDLED_TRANSITIONS } from './handled-pipeline.ts';
import { type PresetContent, STRICT_POLICIES } from './preset.ts';

const SLOTS: SlotDefinition[] = [
  { key: 'account-lead', label: 'Account lead' },
  { key: 'specialist', label: 'Specialist' },
];

const type = (key: string, label: string, fields: CaseType['fields']): CaseType => ({
  key,
  label,
  states: HANDLED_STATES,
  transitions: HANDLED_TRANSITIONS,
  fields,
  slots: SLOTS,
});

const text = (key: string, label: string) => ({ key, label, kind: 'text' as const, choices: [] });

const BRIEF_BODY = `## Goal

What the client wants to reach, and how success is measured.

## Audience

Who it is for, and what they know already.

## Scope

What is delivered, and what is not part of it.

## Dates and budget

Milestones, approvals, what may be spent.
`;

const REQUEST_BODY = `## Request

What the client asks for, in their words.

## Findings

What was looked at, and what was found.

## Answer

What was done or offered, and what the client said to it.
`;

/** Agencies, sales and service firms: clients' work from the first call to the archive. */
export const AGENCY: PresetContent = {
  settings: {
    labels: {
      case: 'Case',
      cases: 'Cases',
      owner: 'Owner',
      evidence: 'Files',
      category: 'Service',
      severity: 'Priority',
      review: 'Review',
      party: 'Contact',
    },
    reviewRule: { mode: 'off', count: 1 },
    policies: { ...STRICT_POLICIES, membersEditOthers: true, membersWorkAll: true },
    caseTypes: [
      type('project', 'Client project', [
        text('client', 'Client'),
        { key: 'budget', label: 'Budget', kind: 'number', choices: [] },
        { key: 'go-live', label: 'Goes live', kind: 'date', choices: [] },
      ]),
      type('request', 'Service request', [
        text('client', 'Client'),
        {
          key: 'channel',
          label: 'Came in by',
          kind: 'choice',
          choices: ['Phone', 'E-mail', 'Form', 'Meeting'],
        },
      ]),
      type('onboarding', 'Onboarding', [text('client', 'Client'), text('package', 'Package')]),
    ],
  },
  categories: ['Strategy', 'Design', 'Content', 'Development', 'Media', 'Support'],
  tags: ['waiting for client', 'retainer', 'quick win', 'at risk', 'approved', 'out of scope'],
  templates: [
    { name: 'Project brief', type: 'project', title: '', summary: '', body: BRIEF_BODY, severity: null },
    {
      name: 'Service request',
      type: 'request',
      title: '',
      summary: '',
      body: REQUEST_BODY,
      severity: 'medium',
    },
  ],
};
