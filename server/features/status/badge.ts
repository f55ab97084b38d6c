import type { Health } from '#contracts/health.ts';

const LOOKS: Readonly<Record<Health['status'], { words: string; colour: string }>> = {
  ok: { words: 'operational', colour: '#1a7f37' },
  degraded: { words: 'degraded', colour: '#9a6700' },
  down: { words: 'down', colour: '#b42318' },
};

const LETTER = 6.6;
const LABEL = 'status';

/** The state as a small SVG for the pages of others. It holds a word of a closed list and nothing else. */
export function badge(status: Health['status']): string {
  const { words, colour } = LOOKS[status];
  const left = Math.round(LABEL.length * LETTER) + 12;
  const right = Math.round(words.length * LETTER) + 12;
  const text = (x: number, what: string) =>
    `<text x="${x}" y="14" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" fill="#fff">${what}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${LABEL}: ${words}">`,
    `<title>${LABEL}: ${words}</title>`,
    `<rect width="${left + right}" height="20" rx="3" fill="#3d4450"/>`,
    `<rect x="${left}" width="${right}" height="20" rx="3" fill="${colour}"/>`,
    `<rect x="${left}" width="4" height="20" fill="${colour}"/>`,
    text(left / 2, LABEL),
    text(left + right / 2, words),
    '</svg>',
  ].join('');
}
