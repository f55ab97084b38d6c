import { z } from 'zod';
import { Activity } from './activity.ts';
import { CaseSummary } from './cases.ts';
import { Draft } from './drafts.ts';

const few = z.array(CaseSummary).max(20);

/** GET /workspaces/:workspaceId/home: what waits for this reader, most urgent first. */
export const Home = z.strictObject({
  toDecide: few,
  toRevise: few,
  toPublish: few,
  due: few,
  mine: few,
  drafts: z.array(Draft).max(20),
  recent: z.array(z.strictObject({ case: CaseSummary, activity: Activity })).max(20),
});
export type Home = z.infer<typeof Home>;
