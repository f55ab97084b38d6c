import type { GrantLevel } from '#contracts/case-access.ts';
import type { CaseContent } from '#contracts/cases.ts';
import type { Severity } from '#contracts/common.ts';
import type { Phase } from '#contracts/presets.ts';
import type { SealContext } from '#server/security/crypto/index.ts';
import type { CaseStanding } from './case.ts';

/**
 * What a list shows of a case. The tags are here too, so that a list opens one blob a row and joins
 * nothing; `case_tags` is what filters ask.
 */
export type ListFields = Pick<CaseContent, 'title' | 'tagIds'>;

/** The long part, opened only when the case itself is read. */
export type BodyFields = Pick<CaseContent, 'summary' | 'body' | 'parties' | 'fields'>;

export const listContext = (caseId: string): SealContext => ({ table: 'cases', row: caseId, use: 'list' });
export const bodyContext = (caseId: string): SealContext => ({ table: 'cases', row: caseId, use: 'body' });

/** A case as commands see it, opened. */
export interface CaseRecord extends CaseStanding {
  readonly id: string;
  readonly number: number;
  readonly type: string;
  readonly severity: Severity | null;
  readonly categoryId: string | null;
  readonly restricted: boolean;
  readonly dueAt: string | null;
  readonly version: number;
  readonly contentVersion: number;
  readonly updatedAt: string;
  readonly list: ListFields;
  readonly body: BodyFields;
  /** What this actor was granted on it, if anything. */
  readonly myGrant: GrantLevel | null;
  /** Whether this actor sits in one of its staff slots. */
  readonly iAmStaff: boolean;
}

/** The columns of `cases` but for the sealed ones, as the driver hands them over. */
export interface CaseColumns {
  readonly id: string;
  readonly number: number;
  readonly case_type: string;
  readonly state: string;
  readonly phase: Phase;
  readonly revision_needed: boolean;
  readonly severity: Severity | null;
  readonly category_id: string | null;
  readonly owner_id: string;
  readonly creator_id: string;
  readonly restricted: boolean;
  readonly due_at: string | null;
  readonly legal_hold: boolean;
  readonly version: number;
  readonly content_version: number;
  readonly created_at: string;
  readonly updated_at: string;
}
