const HEADING = /(^|\s)#{1,6}\s+/g;
const TABLE = /\s*\|(?:[\s|:-]*\|)?\s*/g;
const EMPHASIS = /\*\*|~~|`/g;

/** A piece of Markdown as one would say it: without the marks of headings, tables and emphasis. */
export function plainWords(text: string): string {
  return text.replace(HEADING, '$1').replace(TABLE, ' · ').replace(EMPHASIS, '');
}
