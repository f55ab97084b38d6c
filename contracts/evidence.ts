import { z } from 'zod';
import { Id, line, Person, page, paging, Timestamp, text, Version } from './common.ts';
import { LEGAL_VIDEO_LIMIT, PIECE_BYTES } from './evidence-types.ts';

/** The name a file is given. The server cleans it further; what is shown is in the reply. */
const FileName = line(255);
const Caption = text(500);
const Tags = z.array(line(40)).max(20);
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Who of those that see the case sees the file: all of them, or reviewers and the case's owner. */
export const EvidenceVisibility = z.enum(['case', 'reviewers']);
export type EvidenceVisibility = z.infer<typeof EvidenceVisibility>;

/** `quarantined` until it was looked at; nobody is shown a file in another state than `clean`. */
export const EvidenceState = z.enum(['uploading', 'quarantined', 'clean', 'refused']);
export type EvidenceState = z.infer<typeof EvidenceState>;

/** POST /workspaces/:workspaceId/cases/:caseId/uploads. `type` is what the browser says, `size` bytes. */
export const UploadCreate = z.strictObject({
  name: FileName,
  size: z.int().min(1).max(LEGAL_VIDEO_LIMIT),
  type: z.string().max(120).default(''),
  sha256: Sha256.optional(),
  caption: Caption.default(''),
  tags: Tags.default([]),
  visibility: EvidenceVisibility.default('case'),
  /** The file that this is a new version of. */
  replacesId: Id.optional(),
});
export type UploadCreate = z.infer<typeof UploadCreate>;

/**
 * Where an upload stands. The next piece starts at `offset`; every piece but the last has `pieceSize` bytes.
 * `refusal` is the reason in a sentence.
 */
export const Upload = z.strictObject({
  id: Id,
  state: EvidenceState,
  offset: z.int().min(0),
  size: z.int().min(1),
  pieceSize: z.literal(PIECE_BYTES),
  refusal: z.string().max(300).nullable(),
});
export type Upload = z.infer<typeof Upload>;

/** PATCH /workspaces/:workspaceId/uploads/:uploadId, `application/octet-stream`, with `Upload-Offset`. */
export const UploadParams = z.strictObject({ workspaceId: Id, uploadId: Id });
export const UploadOffset = z
  .string()
  .regex(/^\d{1,12}$/)
  .transform(Number)
  .pipe(z.int().max(LEGAL_VIDEO_LIMIT));

export const Evidence = z.strictObject({
  id: Id,
  caseId: Id,
  name: z.string().max(255),
  mediaType: z.string().max(120),
  /** Bytes of the file as it is given out. */
  size: z.int().min(0),
  /** Of the file as it is given out; null until it is clean. */
  sha256: Sha256.nullable(),
  caption: Caption,
  tags: Tags,
  visibility: EvidenceVisibility,
  state: EvidenceState,
  refusal: z.string().max(300).nullable(),
  preview: z.enum(['image', 'pdf', 'text', 'svg']).nullable(),
  uploader: Person,
  createdAt: Timestamp,
  replacesId: Id.nullable(),
  version: Version,
  mayEdit: z.boolean(),
  mayDelete: z.boolean(),
});
export type Evidence = z.infer<typeof Evidence>;

/** POST …/cases/:caseId/evidence/query: the newest version of each file, oldest first. */
export const EvidenceQuery = z.strictObject({ ...paging });
export type EvidenceQuery = z.infer<typeof EvidenceQuery>;
export const EvidencePage = page(Evidence);
export type EvidencePage = z.infer<typeof EvidencePage>;

/** GET …/evidence/:evidenceId/versions: this file and those it replaced, newest first. */
export const EvidenceVersions = z.strictObject({ items: z.array(Evidence).max(100) });
export type EvidenceVersions = z.infer<typeof EvidenceVersions>;

/** PATCH …/evidence/:evidenceId with `If-Match`. */
export const EvidencePatch = z
  .strictObject({
    name: FileName.optional(),
    caption: Caption.optional(),
    tags: Tags.optional(),
    visibility: EvidenceVisibility.optional(),
  })
  .refine((patch) => Object.keys(patch).length > 0, 'names at least one field');
export type EvidencePatch = z.infer<typeof EvidencePatch>;

/** GET …/evidence/:evidenceId/content (attachment) and …/preview (sandboxed); both take one `Range`. */
export const EvidenceParams = z.strictObject({ workspaceId: Id, evidenceId: Id });
