import type { CaseConflict, CaseContent, CasePatch } from '#contracts/cases.ts';
import { CONTENT_FIELDS, type ContentField, contentOf, sameValue } from './case-content.ts';

export type Side = 'mine' | 'theirs' | 'both';
export type Clash = {
  field: ContentField;
  mine: CaseContent[ContentField];
  theirs: CaseContent[ContentField];
};

/** Fields whose two texts can be kept one after the other. */
const JOINABLE: readonly ContentField[] = ['summary', 'body'];

export const mayJoin = (field: ContentField): boolean => JOINABLE.includes(field);

/** The fields that both have changed, to different values: the only ones that ask for a decision. */
export function clashesOf(mine: CasePatch, conflict: CaseConflict): Clash[] {
  const theirs = contentOf(conflict.current);
  return CONTENT_FIELDS.flatMap((field) => {
    const own = mine[field];
    const clash = own !== undefined && conflict.changed.includes(field) && !sameValue(own, theirs[field]);
    return clash ? [{ field, mine: own, theirs: theirs[field] }] : [];
  });
}

/**
 * What is to be saved on top of their version. Nothing typed is dropped unless its field was given to them.
 * @param choices what was decided for each clash; undecided ones keep mine
 */
export function settle(
  mine: CasePatch,
  clashes: readonly Clash[],
  choices: Partial<Record<ContentField, Side>>,
): CasePatch {
  const settled: Record<string, unknown> = { ...mine };
  for (const { field, mine: own, theirs } of clashes) {
    if (choices[field] === 'theirs') delete settled[field];
    if (choices[field] === 'both' && mayJoin(field)) settled[field] = `${own}\n\n${theirs}`;
  }
  return settled;
}
