export { eraseMember } from './erase-member.ts';
export { erasureRoutes } from './erasure.routes.ts';
export { recordsNaming } from './own-data.ts';
export { sealPlaceholders } from './placeholders.ts';
export { removeBytes, workOnErasure } from './purge.ts';
