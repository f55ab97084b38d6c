export {
  createWorkspace,
  type MemberProfile,
  memberContext,
  type NewWorkspace,
  type WorkspaceProfile,
  workspaceContext,
} from './create-workspace.ts';
export { caseTypeOf, type HouseRules, loadSettings, peekSettings } from './load-settings.ts';
export { myWorkspaces } from './my-workspaces.ts';
export { type SealedTag, tagDigest, wordContext } from './preset-words.ts';
export { workspaceRoutes } from './workspace.routes.ts';
