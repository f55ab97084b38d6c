export {
  createOutside,
  type Outside,
  type OutsideAgents,
  type OutsideAnswer,
  type OutsideRequest,
} from './fetch-outside.ts';
export { OutsideError, type OutsideReason } from './outside-error.ts';
