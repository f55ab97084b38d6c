import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Loaded when a document is first read, which most servers never do; both are CommonJS, so that nothing waits. */
export const xmldom = (): typeof import('@xmldom/xmldom') => require('@xmldom/xmldom');
export const xmlCrypto = (): typeof import('xml-crypto') => require('xml-crypto');
