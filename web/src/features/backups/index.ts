export { drillFacts } from './backup-words.ts';
export { BackupsPanel } from './backups-panel.tsx';
export { setUpQuery, useKitStep } from './recovery-kit.queries.ts';
export { RecoveryKitNotice } from './recovery-kit-notice.tsx';
