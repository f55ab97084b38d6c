import { getDocumentProxy } from 'unpdf';
import type { TextCollector } from './text-collector.ts';

const MOST_PAGES = 500;

/** The text layer, page by page. Throws on a PDF that is broken or wants a password. */
export async function pdfText(file: Uint8Array, collector: TextCollector): Promise<void> {
  const pdf = await getDocumentProxy(file, {
    isEvalSupported: false,
    useSystemFonts: false,
    stopAtErrors: false,
  });
  const pages = Math.min(pdf.numPages, MOST_PAGES);
  if (pdf.numPages > pages) collector.leaveRest();
  for (let number = 1; number <= pages && !collector.isFull; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    collector.add(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : ' ') : '')).join(''));
    page.cleanup();
  }
}
