import { z } from 'zod';
import { Id, Key } from './common.ts';
import { Phase } from './presets.ts';

/** Read from the case that holds the link: it is an instance of, depends on, follows, or repeats the other. */
export const LinkKind = z.enum(['pattern', 'dependency', 'follow_up', 'duplicate']);
export type LinkKind = z.infer<typeof LinkKind>;

/** `in` when the other case holds the link. Only links to cases the reader may see are listed. */
export const CaseLink = z.strictObject({
  id: Id,
  kind: LinkKind,
  direction: z.enum(['out', 'in']),
  case: z.strictObject({
    id: Id,
    number: z.int().min(1),
    title: z.string().max(200),
    state: Key,
    phase: Phase,
  }),
});
export type CaseLink = z.infer<typeof CaseLink>;

/** GET /workspaces/:workspaceId/cases/:caseId/links */
export const CaseLinkList = z.strictObject({ items: z.array(CaseLink).max(200) });
export type CaseLinkList = z.infer<typeof CaseLinkList>;

/** POST on the same address. Replies `CaseLink`. */
export const CaseLinkCreate = z.strictObject({ kind: LinkKind, toCaseId: Id });
export type CaseLinkCreate = z.infer<typeof CaseLinkCreate>;

/** DELETE …/cases/:caseId/links/:linkId */
export const CaseLinkParams = z.strictObject({ workspaceId: Id, caseId: Id, linkId: Id });
