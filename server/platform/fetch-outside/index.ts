export { createOutside, type Outside } from './fetch-outside.ts';
export { OutsideError, type OutsideReason } from './outside-error.ts';
