import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createWorker, OEM } from 'tesseract.js';
import type { TextCollector } from './text-collector.ts';

/** The language data that comes as a package; nothing is fetched. */
const LANGUAGE_DATA = join(
  dirname(createRequire(import.meta.url).resolve('@tesseract.js-data/eng/package.json')),
  '4.0.0_best_int',
);
/** Words that the reader is less sure of than this, in percent, are noise rather than text. */
const SURE_ENOUGH = 40;

/** The words that a picture shows. Throws on a picture that cannot be read. */
export async function pictureText(file: Uint8Array, collector: TextCollector): Promise<void> {
  const reader = await createWorker('eng', OEM.LSTM_ONLY, {
    langPath: LANGUAGE_DATA,
    cacheMethod: 'none',
    gzip: true,
  });
  try {
    const { data } = await reader.recognize(Buffer.from(file));
    if (data.confidence >= SURE_ENOUGH) collector.add(data.text);
  } finally {
    await reader.terminate();
  }
}
