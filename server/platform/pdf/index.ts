/** What a page of facts says: paragraphs, and pairs of a word and its value, under headings. */
export interface FactSheet {
  readonly title: string;
  readonly lead: string;
  readonly parts: readonly {
    readonly heading: string;
    readonly paragraphs?: readonly string[];
    readonly rows: readonly (readonly [word: string, value: string])[];
  }[];
  readonly foot: string;
}

const MARGIN = 56;
const WORD_WIDTH = 190;
const VALUE_WIDTH = 290;
const GAP = 6;

/** Writes a PDF (A4). Its letters are those of Windows-1252; any other is shown as a question mark. */
export async function writePdf(sheet: FactSheet): Promise<Buffer> {
  const { default: PdfDocument } = await import('pdfkit');
  const document = new PdfDocument({ size: 'A4', margin: MARGIN, info: { Title: shown(sheet.title) } });
  const pieces: Buffer[] = [];
  const written = new Promise<Buffer>((resolve, reject) => {
    document.on('data', (piece: Buffer) => pieces.push(piece));
    document.on('end', () => resolve(Buffer.concat(pieces)));
    document.on('error', reject);
  });
  document.font('Helvetica-Bold').fontSize(18).text(shown(sheet.title));
  document.moveDown(0.5).font('Helvetica').fontSize(11).text(shown(sheet.lead));
  for (const { heading, paragraphs = [], rows } of sheet.parts) {
    document.moveDown(1.2).font('Helvetica-Bold').fontSize(12).text(shown(heading), MARGIN);
    document.moveDown(0.4).font('Helvetica').fontSize(10);
    for (const paragraph of paragraphs) document.text(shown(paragraph), MARGIN).moveDown(0.5);
    for (const row of rows) writeRow(document, row);
  }
  document.moveDown(2).fontSize(8).text(shown(sheet.foot), MARGIN);
  document.end();
  return written;
}

type Page = {
  y: number;
  readonly page: { readonly height: number };
  addPage(): unknown;
  heightOfString(text: string, options: { width: number }): number;
  text(text: string, x: number, y: number, options: { width: number }): unknown;
};

function writeRow(document: Page, [word, value]: readonly [string, string]): void {
  const [left, right] = [shown(word), shown(value)];
  const height = Math.max(
    document.heightOfString(left, { width: WORD_WIDTH }),
    document.heightOfString(right, { width: VALUE_WIDTH }),
  );
  if (document.y + height > document.page.height - MARGIN) document.addPage();
  const top = document.y;
  document.text(left, MARGIN, top, { width: WORD_WIDTH });
  document.text(right, MARGIN + WORD_WIDTH, top, { width: VALUE_WIDTH });
  document.y = top + height + GAP;
}

const WINDOWS_1252 = /[^\x20-\x7e\xa0-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/gu;

function shown(text: string): string {
  return text.normalize('NFC').replaceAll(WINDOWS_1252, '?');
}
