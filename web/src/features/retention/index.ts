export { HoldDialog } from './hold-dialog.tsx';
export { RetentionPanel } from './retention-panel.tsx';
