export { CodeStep } from './code-step.tsx';
export { useEnter } from './enter.ts';
