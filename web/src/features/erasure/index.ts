export { DeletionSection } from './deletion-section.tsx';
export { refusalWords } from './erasure-words.ts';
