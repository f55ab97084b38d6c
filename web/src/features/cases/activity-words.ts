import type { Activity } from '#contracts/activity.ts';

const WORDS: Record<Activity['kind'], string> = {
  created: 'wrote it down',
  edited: 'edited',
  moved: 'moved it',
  'owner-changed': 'changed the owner',
  'staff-changed': 'changed the staff',
  restricted: 'restricted who may see it',
  'restriction-lifted': 'lifted the restriction',
  'hold-placed': 'put it under a legal hold',
  'hold-lifted': 'lifted the legal hold',
  linked: 'added a link',
  unlinked: 'took a link away',
  'round-opened': 'asked for a review',
  'round-decided': 'decided in the review',
  'round-closed': 'closed the review',
  'approvals-voided': 'changed the text, which voids the approvals given',
  commented: 'commented',
  'comment-resolved': 'resolved a comment',
  'comment-deleted': 'deleted a comment',
  'evidence-added': 'added evidence',
  'evidence-removed': 'removed evidence',
  note: 'noted',
  call: 'noted a call',
  email: 'noted an e-mail',
};

/** What happened, as the rest of a sentence that begins with who. */
export function activityWords(
  { kind, fields, from, to }: Pick<Activity, 'kind' | 'fields' | 'from' | 'to'>,
  label: (state: string) => string,
): string {
  if (kind === 'moved' && to !== null)
    return from === null ? `moved it to ${label(to)}` : `moved it from ${label(from)} to ${label(to)}`;
  if (kind === 'edited' && fields.length > 0) return `edited ${listed(fields.map(fieldName))}`;
  return WORDS[kind];
}

const FIELD_NAMES: Record<string, string> = {
  dueAt: 'due date',
  tagIds: 'tags',
  categoryId: 'category',
  ownerId: 'owner',
};

/** A field as it is called on the screen. */
export function fieldName(field: string): string {
  return FIELD_NAMES[field] ?? field;
}

function listed(names: readonly string[]): string {
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(names);
}
