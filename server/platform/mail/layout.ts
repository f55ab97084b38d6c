import type { MailContent } from './mail.ts';

const MAX_NAME = 80;
const WORD_JOINER = '\u2060';

/**
 * A name that people chose, made safe to stand in a sentence: one line, no control, bidirectional or invisible
 * characters, at most 80 characters, and nothing that a mail program would turn into a link (claim FC-40).
 */
export function plainName(text: string): string {
  const visible = text
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(/[\p{Z}\s]+/gu, ' ')
    .replaceAll(/\p{C}/gu, '')
    .trim();
  const characters = [...visible];
  const short = characters.length > MAX_NAME ? `${characters.slice(0, MAX_NAME - 1).join('')}…` : visible;
  return short.replaceAll(/[./@:](?=\S)/g, (mark) => `${mark}${WORD_JOINER}`);
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

export interface Letter {
  readonly subject: string;
  readonly lines: readonly string[];
  /** In groups of four. */
  readonly code?: string;
  readonly link?: { readonly label: string; readonly url: string };
  readonly closing?: readonly string[];
}

/** The one layout of every mail: plain text, and the same words as HTML. */
export function layOut(letter: Letter): MailContent {
  const { subject, lines, code, link, closing = [] } = letter;
  const text = [
    ...lines,
    ...(code === undefined ? [] : [code]),
    ...(link === undefined ? [] : [`${link.label}:\n${link.url}`]),
    ...closing,
  ];
  const html = [
    ...lines.map(paragraph),
    ...(code === undefined ? [] : [`<p style="font:600 24px monospace">${escapeHtml(code)}</p>`]),
    ...(link === undefined ? [] : [anchor(link.label, link.url)]),
    ...closing.map(paragraph),
  ];
  return {
    subject,
    text: `${text.join('\n\n')}\n`,
    html: page(subject, html.join('\n')),
    ...(code !== undefined && { code }),
  };
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head>
<body style="font:16px/1.5 sans-serif">
${body}
</body></html>
`;
}

function paragraph(text: string): string {
  return `<p>${escapeHtml(text)}</p>`;
}

function anchor(label: string, url: string): string {
  return `<p><a href="${escapeHtml(url)}">${escapeHtml(label)}</a></p>`;
}
