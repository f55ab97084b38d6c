import type { AgreementText } from '#contracts/agreement.ts';
import { writePdf } from '#server/platform/pdf/index.ts';
import type { AcceptanceRecord } from './read-agreement.ts';

/** The agreement on paper; with who accepted it, where somebody did. */
export function agreementPdf(text: AgreementText, accepted?: AcceptanceRecord): Promise<Buffer> {
  const { version, digest, sections } = text;
  const signed = accepted && {
    heading: 'Accepted',
    rows: [
      ['For', accepted.organisation],
      ['By', `${accepted.name}, ${accepted.role}`],
      ['When', accepted.at],
      ['Version', accepted.version],
      ['Record', accepted.id],
    ] as const,
  };
  return writePdf({
    title: 'Data processing agreement',
    lead:
      signed === undefined
        ? `Version ${version}, as offered. Not accepted.`
        : `Version ${version}, accepted.`,
    parts: [
      ...(signed === undefined ? [] : [signed]),
      ...sections.map(({ title, paragraphs }) => ({ heading: title, paragraphs, rows: [] })),
    ],
    foot: `SHA-256 of its text: ${digest}`,
  });
}
