export { LogWatchPanel } from './log-watch-panel.tsx';
