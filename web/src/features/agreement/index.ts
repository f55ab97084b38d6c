export { AgreementPanel } from './agreement-panel.tsx';
