const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
};

/** A template of XML in which every value is escaped for text and for attributes alike. */
export function xml(
  strings: TemplateStringsArray,
  ...values: readonly (string | Xml | readonly Xml[])[]
): Xml {
  return new Xml(strings.reduce((text, part, at) => text + written(values[at - 1]) + part));
}

/** Text that is XML already. */
export class Xml {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

function written(value: string | Xml | readonly Xml[] | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return value.replace(/[&<>"\t\n\r]/g, (unit) => ESCAPES[unit] ?? unit);
  return value instanceof Xml ? value.toString() : value.map(String).join('');
}
