import { z } from 'zod';
import { Activity } from './activity.ts';
import { CaseSummary } from './cases.ts';
import { Id, Person, Timestamp, text } from './common.ts';
import { Draft } from './drafts.ts';

const few = z.array(CaseSummary).max(20);

/** The most of a comment that is shown where it waits, in characters. */
export const MENTION_EXCERPT = 240;

/** A comment of someone else that names the reader: until it is resolved, answered on the case, or acknowledged. */
export const Mention = z.strictObject({
  case: CaseSummary,
  comment: z.strictObject({ id: Id, author: Person, text: text(MENTION_EXCERPT), createdAt: Timestamp }),
});
export type Mention = z.infer<typeof Mention>;

/** GET /workspaces/:workspaceId/home: what waits for this reader, most urgent first. */
export const Home = z.strictObject({
  mentions: z.array(Mention).max(20),
  toDecide: few,
  toRevise: few,
  toPublish: few,
  due: few,
  mine: few,
  drafts: z.array(Draft).max(20),
  /** Requests about personal data past their deadline, for whoever answers them; 0 for everybody else. */
  overdueRequests: z.int().min(0),
  recent: z.array(z.strictObject({ case: CaseSummary, activity: Activity })).max(20),
});
export type Home = z.infer<typeof Home>;
