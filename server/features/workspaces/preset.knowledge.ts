import type { CaseType, SlotDefinition } from '#contracts/presets.ts';
import { type PresetContent, STRICT_POLICIES } from './preset.ts';
import { REVIEWED_STATES, REVIEWED_TRANSITIONS } from './reviewed-pipeline.ts';

const SLOTS: SlotDefinition[] = [
  { key: 'investigator', label: 'Investigator' },
  { key: 'subject-expert', label: 'Subject expert' },
];

const type = (key: string, label: string, fields: CaseType['fields']): CaseType => ({
  key,
  label,
  states: REVIEWED_STATES,
  transitions: REVIEWED_TRANSITIONS,
  fields,
  slots: SLOTS,
});

const text = (key: string, label: string) => ({ key, label, kind: 'text' as const, choices: [] });

const INCIDENT_BODY = `## What happened

When it began, who noticed it and how, and what was affected.

## Timeline

| time | what |
|---|---|
|  |  |

## Cause

What led to it, and how this is known. Attach the evidence.

## What was done

What stopped it, and what brought things back.

## What we change

Actions with an owner and a date.
`;

const PATTERN_BODY = `## How to recognise it

Signs that several cases share.

## Why it happens

The common cause, with the cases that show it.

## What to do

The steps that have worked, in order, and what to leave alone.

## How to prevent it

What would make it impossible, and what only makes it rarer.
`;

const TEST_BODY = `## Question

What the test was to answer.

## Set-up

Equipment, versions, settings, and how to build it again.

## Results

Measured values with units; attach raw data.

## Conclusion

What holds, within which limits, and what remains open.
`;

/** Engineers, operations and quality teams: write an incident down, have it verified, find it years later. */
export const KNOWLEDGE: PresetContent = {
  settings: {
    labels: {
      case: 'Case',
      cases: 'Cases',
      owner: 'Author',
      evidence: 'Evidence',
      category: 'Area',
      severity: 'Severity',
      review: 'Review',
      party: 'Involved',
    },
    reviewRule: { mode: 'any', count: 1 },
    policies: STRICT_POLICIES,
    caseTypes: [
      type('incident', 'Incident', [
        text('system', 'System'),
        { key: 'detected-at', label: 'Detected', kind: 'date', choices: [] },
        { key: 'downtime-minutes', label: 'Downtime (minutes)', kind: 'number', choices: [] },
      ]),
      type('pattern', 'Failure pattern', [text('system', 'System')]),
      type('test-report', 'Test report', [text('equipment', 'Equipment'), text('version', 'Version')]),
    ],
  },
  categories: ['Hardware', 'Software', 'Network', 'Process', 'Supplier', 'Safety', 'Human factors'],
  tags: ['root cause known', 'workaround', 'recurring', 'near miss', 'customer affected', 'regression'],
  templates: [
    {
      name: 'Incident report',
      type: 'incident',
      title: '',
      summary: '',
      body: INCIDENT_BODY,
      severity: 'medium',
    },
    { name: 'Failure pattern', type: 'pattern', title: '', summary: '', body: PATTERN_BODY, severity: null },
    { name: 'Test report', type: 'test-report', title: '', summary: '', body: TEST_BODY, severity: null },
  ],
};
