import { z } from 'zod';
import { CaseFilter } from './case-lists.ts';
import { CaseSummary } from './cases.ts';
import { line, page, paging } from './common.ts';

/** POST /workspaces/:workspaceId/search; the words stay out of every address (claim FC-11). */
export const SearchRequest = z.strictObject({
  ...paging,
  text: line(200),
  filter: CaseFilter.default({}),
});
export type SearchRequest = z.infer<typeof SearchRequest>;

/** UTF-16 offsets into the snippet's text, end exclusive. */
export const Range = z.strictObject({ start: z.int().min(0).max(400), end: z.int().min(1).max(400) });
export type Range = z.infer<typeof Range>;

/** Plain text and where the words stand in it; never markup. */
export const Snippet = z.strictObject({
  field: z.enum(['title', 'summary', 'body', 'comment', 'tag', 'evidence']),
  text: z.string().max(400),
  ranges: z.array(Range).max(20),
});
export type Snippet = z.infer<typeof Snippet>;

/** Best first. There is no total: a count would tell of cases one may not see. */
export const SearchHit = z.strictObject({
  case: CaseSummary,
  score: z.number().min(0).max(1_000_000),
  snippets: z.array(Snippet).max(5),
});
export type SearchHit = z.infer<typeof SearchHit>;
export const SearchPage = page(SearchHit);
export type SearchPage = z.infer<typeof SearchPage>;
