export { indexCase, tagLabelsOf } from './index-case.ts';
export { indexSource, type Source, searchTokens, unindexSource } from './index-source.ts';
export { askedPrefix, type Place, placesOf, wordsOf } from './words.ts';
