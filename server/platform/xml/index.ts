export { plainXml, readXml, type XmlRules } from './parse-xml.ts';
export { verifiedElement } from './signed-xml.ts';
export { type Xml, xml } from './write-xml.ts';
export type { XmlElement } from './xml-element.ts';
export { XmlError, type XmlReason } from './xml-error.ts';
