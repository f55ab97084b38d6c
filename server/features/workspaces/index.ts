export {
  createWorkspace,
  type MemberProfile,
  memberContext,
  type NewWorkspace,
  type WorkspaceProfile,
  workspaceContext,
} from './create-workspace.ts';
export { type Founder, foundWorkspace } from './found-workspace.ts';
export { caseTypeOf, type HouseRules, loadSettings, peekSettings } from './load-settings.ts';
export { mySuspensions, myWorkspaces } from './my-workspaces.ts';
export { loadCategories, loadTags } from './read-workspace.ts';
export { renameMember } from './rename-member.ts';
export { type SealedTag, tagDigest, wordContext } from './word.store.ts';
export { workspaceRoutes } from './workspace.routes.ts';
