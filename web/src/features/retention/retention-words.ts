import type { RetentionClass, RetentionPreview, RetentionRule } from '#contracts/retention.ts';

/** What a class is called, and what its days count from. */
export const CLASS_WORDS: Record<RetentionClass, { name: string; text: string }> = {
  cases: { name: 'Closed cases', text: 'With everything on them, after their last change.' },
  files: { name: 'Files of closed cases', text: 'Before the case itself goes.' },
  comments: { name: 'Comments on closed cases', text: 'Their words; that there was one stays.' },
  drafts: { name: 'Drafts', text: 'Written down and never handed in, after their last change.' },
  contacts: { name: 'Archived contacts', text: 'With what they agreed to, after their last change.' },
};

/** In the order they are shown in. */
export const CLASSES: readonly RetentionClass[] = ['cases', 'files', 'comments', 'drafts', 'contacts'];

const DAYS_OF_YEAR = 365;

/** "2 years", "90 days". */
export function daysWords(days: number): string {
  const years = days / DAYS_OF_YEAR;
  if (!Number.isInteger(years)) return days === 1 ? '1 day' : `${days} days`;
  return years === 1 ? '1 year' : `${years} years`;
}

/** These rules with the one of a class and type replaced, added, or taken away (`days` undefined). */
export function withRule(
  rules: readonly RetentionRule[],
  { class: name, caseType }: Pick<RetentionRule, 'class' | 'caseType'>,
  days: number | undefined,
): RetentionRule[] {
  const same = (rule: RetentionRule) => rule.class === name && rule.caseType === caseType;
  if (days === undefined) return rules.filter((rule) => !same(rule));
  const rule = { class: name, caseType, days };
  return rules.some(same) ? rules.map((one) => (same(one) ? rule : one)) : [...rules, rule];
}

/** What would go, a line a class: "3 files, 1.2 MB". Types are told apart where there are several. */
export function previewLines({ items }: RetentionPreview, typeName: (key: string) => string): string[] {
  return items
    .filter(({ count, held }) => count + held > 0)
    .map(({ class: name, caseType, count, held }) => {
      const kept = held > 0 ? `; ${held} stay under a legal hold` : '';
      const type = caseType === null ? '' : `, ${typeName(caseType)}`;
      return `${CLASS_WORDS[name].name}${type}: ${count}${kept}`;
    });
}
