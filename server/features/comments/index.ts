export { commentRoutes } from './comment.routes.ts';
export { commentContext, wipeComment } from './comment.store.ts';
export { listWaitingMentions } from './mention.store.ts';
