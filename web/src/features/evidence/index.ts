export { previewUrl } from './evidence.queries.ts';
export { EvidencePanel } from './evidence-panel.tsx';
