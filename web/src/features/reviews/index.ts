export { mayOpenRound } from './may-open.ts';
export { ReviewPanel } from './review-panel.tsx';
