export { handOverReviews } from './hand-over.ts';
export { reviewRoutes } from './review.routes.ts';
