export { remindOfRequests, workOnPrivacyRequests } from './remind-of-requests.ts';
export { privacyRequestRoutes } from './request.routes.ts';
export { countOverdue, overdueStore } from './request.store.ts';
export { requestsPart } from './requests.part.ts';
