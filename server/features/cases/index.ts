import { caseRoutes } from './case.routes.ts';
import { caseFileRoutes } from './case-file.routes.ts';
import { caseListRoutes } from './case-list.routes.ts';
import { draftRoutes } from './draft.routes.ts';

export { type ActivityDetail, addActivity, findActivities, type NewActivity } from './activity.store.ts';
export { voidApprovals } from './approvals.store.ts';
export { type BroughtCase, bringCase, wayFor, wouldLoseSight } from './bring-case.ts';
export { type RelationFacts, relationTo } from './case.policy.ts';
export { type CaseChange, loadCase, updateCase } from './case.store.ts';
export { firstState, refuseStep, type StepRefusal, stateOf, stepOfRound } from './case.ts';
export { checkFields } from './case-content.ts';
export { loadSummaries } from './case-list.reads.ts';
export { caseConditions } from './case-list.store.ts';
export {
  type BodyFields,
  bodyContext,
  type CaseRecord,
  type ListFields,
  listContext,
} from './case-record.ts';
export { type CaseListRow, openCaseSummaries } from './case-view.ts';
export { reasonsToSee } from './case-visibility.ts';
export { assertVisible, type VisibleCase } from './case-visible.store.ts';
export { listDrafts } from './draft.store.ts';
export { listGrants } from './grant.store.ts';
export { moveRefused, stepFacts } from './move-case.ts';
export { listStaff } from './staff.store.ts';
export { takeBackCase } from './take-back-case.ts';
export { activityView } from './timeline.ts';
export { assertVersion, refusingLostUpdates } from './version-conflict.ts';

export const allCaseRoutes = [...caseRoutes, ...caseListRoutes, ...caseFileRoutes, ...draftRoutes];
