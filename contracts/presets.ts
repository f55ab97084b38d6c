import { z } from 'zod';
import { Key, line, Role, Severity, text } from './common.ts';

export const PRESETS = ['knowledge', 'legal', 'agency'] as const;
export const Preset = z.enum(PRESETS);
export type Preset = z.infer<typeof Preset>;

/** What the workspace calls things; used by every screen in place of fixed words. */
export const Labels = z.strictObject({
  case: line(40),
  cases: line(40),
  owner: line(40),
  evidence: line(40),
  category: line(40),
  severity: line(40),
  review: line(40),
  party: line(40),
});
export type Labels = z.infer<typeof Labels>;

/** `draft` and `review` are seen by those who work on a case, `open` and `closed` by all who may read. */
export const Phase = z.enum(['draft', 'review', 'open', 'closed']);
export type Phase = z.infer<typeof Phase>;

/** What may still be changed in a state: everything, all but the content, or nothing but comments. */
export const Lock = z.enum(['none', 'content', 'all']);
export type Lock = z.infer<typeof Lock>;

export const StateDefinition = z.strictObject({ key: Key, label: line(40), phase: Phase, lock: Lock });
export type StateDefinition = z.infer<typeof StateDefinition>;

/**
 * `round-opened`: only opening a review round moves it. `round-approved`: only an approved round does.
 * `review-off`: only where the workspace reviews nothing. `title-and-body`: both are written.
 */
export const Guard = z.enum(['round-opened', 'round-approved', 'review-off', 'title-and-body']);
export type Guard = z.infer<typeof Guard>;

/** The row of the role table a transition needs, beside its minimum role. */
export const TransitionAction = z.enum(['case.edit', 'case.submit', 'case.review', 'case.publish']);
export type TransitionAction = z.infer<typeof TransitionAction>;

export const TransitionDefinition = z.strictObject({
  from: Key,
  to: Key,
  label: line(40),
  action: TransitionAction,
  minRole: Role,
  guards: z.array(Guard).max(4),
  reasonRequired: z.boolean(),
});
export type TransitionDefinition = z.infer<typeof TransitionDefinition>;

export const FieldDefinition = z.strictObject({
  key: Key,
  label: line(60),
  kind: z.enum(['text', 'number', 'date', 'choice']),
  choices: z.array(line(60)).max(50),
});
export type FieldDefinition = z.infer<typeof FieldDefinition>;

export const SlotDefinition = z.strictObject({ key: Key, label: line(60) });
export type SlotDefinition = z.infer<typeof SlotDefinition>;

/** New cases of the type start in the first state. */
export const CaseType = z.strictObject({
  key: Key,
  label: line(60),
  states: z.array(StateDefinition).min(1).max(20),
  transitions: z.array(TransitionDefinition).max(80),
  fields: z.array(FieldDefinition).max(40),
  slots: z.array(SlotDefinition).max(20),
});
export type CaseType = z.infer<typeof CaseType>;

/** The words a new case of a type begins with; `body` is Markdown. */
export const TemplateContent = z.strictObject({
  name: line(80),
  type: Key,
  title: text(200),
  summary: text(1000),
  body: text(50_000),
  severity: Severity.nullable(),
});
export type TemplateContent = z.infer<typeof TemplateContent>;
