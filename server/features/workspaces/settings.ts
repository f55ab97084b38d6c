import type { z } from 'zod';
import { Workspace } from '#contracts/workspaces.ts';

/** What is kept in `workspaces.settings`: the rules of the house, none of them personal. */
export const WorkspaceSettings = Workspace.pick({
  labels: true,
  reviewRule: true,
  policies: true,
  caseTypes: true,
});
export type WorkspaceSettings = z.infer<typeof WorkspaceSettings>;
