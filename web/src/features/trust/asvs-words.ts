import type { AsvsAnswer } from '#contracts/assessments.ts';

const CHAPTERS: Readonly<Record<string, string>> = {
  V1: 'Encoding',
  V2: 'Input and business rules',
  V3: 'In the browser',
  V4: 'Interface',
  V5: 'Files',
  V6: 'Signing in',
  V7: 'Sessions',
  V8: 'Rights',
  V9: 'Tokens that stand for themselves',
  V10: 'OAuth and OpenID',
  V11: 'Cryptography',
  V12: 'Transport',
  V13: 'Configuration',
  V14: 'Data',
  V15: 'Code and its parts',
  V16: 'Logs and errors',
  V17: 'WebRTC',
};

/** "V6 Signing in" with its answers, in the order of the standard. */
export function byChapter(items: readonly AsvsAnswer[]): [string, AsvsAnswer[]][] {
  const chapters = Map.groupBy(items, ({ id }) => id.slice(0, id.indexOf('.')));
  return [...chapters].map(([id, ofChapter]) => [`${id} ${CHAPTERS[id] ?? ''}`.trim(), ofChapter]);
}

/** What is not met, or partly so; the former first. */
export function gapsOf(items: readonly AsvsAnswer[]): AsvsAnswer[] {
  const of = (status: AsvsAnswer['status']) => items.filter((answer) => answer.status === status);
  return [...of('not met'), ...of('partly')];
}

/** "Of 253 requirements 183 are met, 21 partly, 3 not; 46 do not apply." */
export function countsOf(items: readonly AsvsAnswer[]): string {
  const count = (status: AsvsAnswer['status']) => items.filter((answer) => answer.status === status).length;
  return `Of ${items.length} requirements ${count('met')} are met, ${count('partly')} partly, ${count('not met')} not; ${count('not applicable')} do not apply.`;
}
