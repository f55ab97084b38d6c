import type { Finding } from './finding.ts';

/** What the version before may still use (migrations/CONVENTIONS.md). */
const TAKES_AWAY = [
  /\bdrop\s+(?:table|view|type|schema)\b/i,
  /\bdrop\s+column\b/i,
  /\brename\s+(?:to|column)\b/i,
  /\balter\s+column\s+\w+\s+(?:set\s+data\s+)?type\b/i,
  /\bset\s+not\s+null\b/i,
];
const DROPPED = /\bdrop\s+function\s+(?:if\s+exists\s+)?([\w.]+)/gi;

/** Finds a migration that takes away what older code uses and does not say so in its first line. */
export function findUnmarkedBreak(file: string, text: string): Finding[] {
  if (/^-- breaking\b/.test(text)) return [];
  return text.split('\n').flatMap((written, index) => {
    const line = written.replace(/--.*$/, '');
    const gone = [...line.matchAll(DROPPED)].some(([, name = '']) => !isMadeAnew(text, name));
    if (!gone && !TAKES_AWAY.some((pattern) => pattern.test(line))) return [];
    const message =
      'This takes away what the version before uses: begin the file with "-- breaking", or keep it.';
    return [{ file, line: index + 1, message }];
  });
}

function isMadeAnew(text: string, name: string): boolean {
  return new RegExp(
    `\\bcreate\\s+(?:or\\s+replace\\s+)?function\\s+${name.replaceAll('.', '\\.')}\\s*\\(`,
    'i',
  ).test(text);
}
