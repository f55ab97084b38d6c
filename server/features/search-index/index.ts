export { indexCase, tagLabelsOf } from './index-case.ts';
export { indexSource, searchTokens } from './index-source.ts';
export { type Source, unindexSource } from './source.store.ts';
export { askedPrefix, type Place, placesOfTerms, prefixesOf, wordsOf } from './words.ts';
