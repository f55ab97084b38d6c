export { BrokenWallNotice, HealthNotice } from './health-notice.tsx';
