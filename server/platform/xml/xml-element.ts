/** An element of a parsed document, to be read and nothing else. */
export interface XmlElement {
  readonly name: string;
  readonly namespace: string;
  /** The value of an attribute that has no namespace. */
  attribute(name: string): string | undefined;
  /** Child elements of that name, in order; all of them without a name. */
  children(namespace?: string, name?: string): XmlElement[];
  /** The one child of that name; undefined where there is none or more than one. */
  only(namespace: string, name: string): XmlElement | undefined;
  /** Its text, trimmed; undefined where it holds elements too. */
  readonly text: string | undefined;
  /** Its elements in the order of the document, itself first. */
  all(): XmlElement[];
}
