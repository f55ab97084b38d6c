import type { ErasureCertificate } from '#contracts/erasure.ts';
import { ApiError, sentenceOf } from '../../api/api-error.ts';

/** Why nobody was erased, and what to do about it. */
export function refusalWords(error: unknown): string {
  const reason = error instanceof ApiError ? error.problem?.details?.reason : undefined;
  if (reason === 'last-owner')
    return 'You are the only owner of a workspace. Make somebody else an owner, or delete the workspace first.';
  if (reason === 'legal-hold')
    return 'A case or a contact under a legal hold stands in the way. Nothing of it may go until the hold is lifted.';
  return sentenceOf(error);
}

/** "1 case", "12 cases". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

/** What went, the most of it first: "cases: 12". */
export function goneWords({ gone }: Pick<ErasureCertificate, 'gone'>): string[] {
  return gone
    .toSorted((some, other) => other.rows - some.rows || some.table.localeCompare(other.table))
    .map(({ table, rows }) => `${table.replaceAll('_', ' ')}: ${rows.toLocaleString('en')}`);
}
