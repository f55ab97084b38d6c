export { type CleanSvg, cleanSvg, LARGEST_SVG_BYTES } from './clean-svg.ts';
export { type ExtractedText, extractText, hasText } from './extract-text.ts';
export { type FileSample, Sampler, type TextEncoding } from './file-sample.ts';
export { type Sniffed, sniff } from './sniff.ts';
