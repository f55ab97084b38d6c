export { CaseLogDialog } from './case-log-dialog.tsx';
