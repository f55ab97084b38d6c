import type { CaseType, SlotDefinition } from '#contracts/presets.ts';
import { HANDLED_STATES, HANDLED_TRANSITIONS } from './handled-pipeline.ts';
import { type PresetContent, STRICT_POLICIES } from './preset.ts';

const SLOTS: SlotDefinition[] = [
  { key: 'lead', label: 'Lead' },
  { key: 'associate', label: 'Associate' },
  { key: 'assistant', label: 'Assistant' },
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
const date = (key: string, label: string) => ({ key, label, kind: 'date' as const, choices: [] });

const MATTER_BODY = `## Instructions

What the client asks for, and what was agreed.

## Facts

In order of time, each with its document.

## Issues

The questions to be answered.

## Next steps

Who does what by when. Deadlines go into the case's dates.
`;

const COMPLAINT_BODY = `## The complaint

In the words of the person who raised it, and when it came in.

## Persons concerned

Who is involved, and who must not be involved in handling it.

## Steps taken

Interviews, documents seen, measures for protection.

## Findings

What is established, on which evidence, and what is not.

## Outcome

Decision, measures, and how the persons concerned were told.
`;

/** Law practices, HR, ombudsmen and compliance: one place for a matter, and who may see it. */
export const LEGAL: PresetContent = {
  settings: {
    labels: {
      case: 'Matter',
      cases: 'Matters',
      owner: 'Responsible',
      evidence: 'Documents',
      category: 'Field',
      severity: 'Priority',
      review: 'Review',
      party: 'Party',
    },
    reviewRule: { mode: 'off', count: 1 },
    policies: STRICT_POLICIES,
    caseTypes: [
      type('client-matter', 'Client matter', [
        text('client', 'Client'),
        text('opposing-party', 'Opposing party'),
        text('court-reference', 'Court and reference'),
        date('limitation-date', 'Limitation ends'),
      ]),
      type('complaint', 'Complaint', [
        {
          key: 'channel',
          label: 'Came in by',
          kind: 'choice',
          choices: ['In person', 'Letter', 'E-mail', 'Hotline', 'Form'],
        },
        date('received-on', 'Received'),
        { key: 'anonymous', label: 'Anonymous', kind: 'choice', choices: ['Yes', 'No'] },
      ]),
      type('contract-review', 'Contract review', [
        text('counterparty', 'Counterparty'),
        date('signature-due', 'Signature due'),
      ]),
    ],
  },
  categories: ['Employment', 'Contract', 'Data protection', 'Conduct', 'Property', 'Family', 'Regulatory'],
  tags: [
    'urgent deadline',
    'privileged',
    'settlement talks',
    'awaiting court',
    'awaiting client',
    'conflict checked',
  ],
  templates: [
    {
      name: 'New client matter',
      type: 'client-matter',
      title: '',
      summary: '',
      body: MATTER_BODY,
      severity: 'medium',
    },
    { name: 'Complaint', type: 'complaint', title: '', summary: '', body: COMPLAINT_BODY, severity: 'high' },
  ],
};
