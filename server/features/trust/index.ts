export { packWhenDue, workOnEvidencePacks } from './evidence-pack.ts';
export { proofRunStore } from './proof-run.store.ts';
export { publishedClaims } from './published-claims.ts';
export { attackWhenDue, remindOfDnsReview, workOnStandingWatch } from './standing-watch.ts';
export { trustRoutes } from './trust.routes.ts';
export { subProcessorsOf } from './trust.ts';
