export { CODE_LENGTH } from './code-format.ts';
export { CodeInput } from './code-input.tsx';
export { CodeStep } from './code-step.tsx';
export { useEnter } from './enter.ts';
export { NameDialog } from './name-dialog.tsx';
