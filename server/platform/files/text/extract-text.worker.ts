import { parentPort, workerData } from 'node:worker_threads';
import type { ExtractedText, ExtractTask } from '../extract-text.ts';
import { officeText } from './office-text.ts';
import { TextCollector } from './text-collector.ts';

/** Loads only the reader that the file needs. */
async function read({ mediaType, encoding, file }: ExtractTask): Promise<ExtractedText> {
  const collector = new TextCollector();
  if (mediaType === 'application/pdf') await (await import('./pdf-text.ts')).pdfText(file, collector);
  else if (mediaType.startsWith('image/'))
    await (await import('./picture-text.ts')).pictureText(file, collector);
  else if (mediaType.startsWith('application/vnd.')) officeText(Buffer.from(file), collector);
  else collector.add(new TextDecoder(encoding).decode(file));
  return collector.end();
}

parentPort?.postMessage(await read(workerData as ExtractTask));
