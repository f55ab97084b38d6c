export { accessReviewRoutes } from './review.routes.ts';
export { workOnAccessReviews } from './review-jobs.ts';
