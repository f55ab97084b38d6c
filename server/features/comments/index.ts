export { commentRoutes } from './comment.routes.ts';
export { listWaitingMentions } from './mention.store.ts';
