import type { EvidenceState, EvidenceVisibility } from '#contracts/evidence.ts';
import type { TextEncoding } from '#server/platform/files/index.ts';
import type { SealContext } from '#server/security/crypto/index.ts';

/** What is sealed of a file beside its content. */
export interface EvidenceList {
  readonly name: string;
  readonly caption: string;
  readonly tags: readonly string[];
  /** Hex. What the browser said before sending, and what the file that is given out has. */
  readonly declaredSha256?: string;
  readonly sha256?: string;
  readonly encoding?: TextEncoding;
}

export interface EvidenceRecord {
  readonly id: string;
  readonly caseId: string;
  readonly uploaderId: string;
  readonly replacesId: string | null;
  readonly mediaType: string;
  /** Bytes. */
  readonly size: number;
  readonly received: number;
  readonly state: EvidenceState;
  readonly visibility: EvidenceVisibility;
  readonly refusal: string | null;
  readonly blobId: string;
  /** The key to the content, where it is not the one in the head of the file. */
  readonly sealedKey: Buffer | undefined;
  readonly list: EvidenceList;
  readonly version: number;
  readonly createdAt: string;
}

export const listContext = (id: string): SealContext => ({ table: 'evidence', row: id, use: 'list' });
export const textContext = (id: string): SealContext => ({ table: 'evidence', row: id, use: 'text' });
export const fileContext = (id: string): SealContext => ({ table: 'evidence', row: id, use: 'file' });
export const pieceContext = (id: string): SealContext => ({ table: 'evidence_pieces', row: id, use: 'file' });
