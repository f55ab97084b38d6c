/** Writes docs/assurance/asvs.md and soc2.md from the answers in proofs/assessments. */
import { writeFileSync } from 'node:fs';
import type { AsvsAnswer, Soc2Answer } from '#contracts/assessments.ts';
import { asvsAnswers, soc2Answers } from '#proofs/assessments/assessments.ts';
import { registry } from '#proofs/registry.ts';

const folder = new URL('../docs/assurance/', import.meta.url);

const ASVS = `# Self-assessment against OWASP ASVS 5.0

Every requirement of levels 1 and 2 of the [OWASP Application Security Verification Standard 5.0.0](https://github.com/OWASP/ASVS),
by its id. What each asks is said in words of ours; read the standard for what it says. The answers are ours too: nobody
else has assessed them. Evidence is a promise that is proven on the [security page](../operations/trust.md), a test, or a
document; each exists, which a test checks. Made from \`proofs/assessments\` (\`npm run assessments\`).
`;
const SOC2 = `# SOC 2 criteria and what answers them

The trust services criteria (security, availability, confidentiality, processing integrity, privacy), each in words of ours
with the promises and tests that answer it. **Product**: the software carries it. **Shared**: the software carries part of
it. **Organisation**: whoever runs a deployment carries it. This is a map for an auditor, not an attestation. Made from
\`proofs/assessments\` (\`npm run assessments\`).
`;

export function asvsPage(answers: readonly AsvsAnswer[] = asvsAnswers()): string {
  const chapters = Map.groupBy(answers, ({ id }) => id.slice(0, id.indexOf('.')));
  const summary = (['met', 'partly', 'not met', 'not applicable'] as const).map((status) => {
    const counts = [1, 2].map(
      (level) => answers.filter((answer) => answer.level === level && answer.status === status).length,
    );
    return `| ${status} | ${counts.join(' | ')} |`;
  });
  const gaps = answers.filter(({ status }) => status === 'not met' || status === 'partly');
  return [
    ASVS,
    table(['', 'level 1', 'level 2'], summary),
    '## Gaps\n',
    table(
      ['id', 'level', 'asked', 'what is lacking'],
      gaps.map(
        ({ id, level, asked, status, note }) => `| ${id} | ${level} | ${asked} | ${status}: ${note} |`,
      ),
    ),
    ...[...chapters].flatMap(([chapter, ofChapter]) => [
      `## ${chapter}\n`,
      table(
        ['id', 'level', 'asked', 'status', 'evidence', 'note'],
        ofChapter.map(
          ({ id, level, asked, status, evidence, note = '' }) =>
            `| ${id} | ${level} | ${asked} | ${status} | ${linked(evidence)} | ${note} |`,
        ),
      ),
    ]),
  ].join('\n');
}

export function soc2Page(answers: readonly Soc2Answer[] = soc2Answers()): string {
  const rows = answers.map(
    ({ id, asked, carriedBy, evidence, note = '' }) =>
      `| ${id} | ${asked} | ${carriedBy} | ${linked(evidence)} | ${note} |`,
  );
  return [
    SOC2,
    table(['criterion', 'asked', 'carried by', 'evidence', 'left to do, and by whom'], rows),
  ].join('\n');
}

function table(head: readonly string[], rows: readonly string[]): string {
  return [`| ${head.join(' | ')} |`, `|${head.map(() => '---').join('|')}|`, ...rows, ''].join('\n');
}

const areas = new Map(registry.map(({ id, area }) => [id, area]));

/** Claims lead to the file that binds them. */
function linked(evidence: readonly string[]): string {
  return evidence
    .map((each) => {
      const area = areas.get(each);
      if (area !== undefined) return `[${each}](../../proofs/${area}.ts)`;
      return `[${each.split('/').at(-1)}](../../${each})`;
    })
    .join(', ');
}

if (import.meta.main) {
  writeFileSync(new URL('asvs.md', folder), asvsPage());
  writeFileSync(new URL('soc2.md', folder), soc2Page());
}
