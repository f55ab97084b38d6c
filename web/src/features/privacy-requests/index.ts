export { OverdueNotice } from './overdue-notice.tsx';
export { RequestsPanel } from './requests-panel.tsx';
