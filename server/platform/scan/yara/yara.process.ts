import { type ScanResult, scanError } from '../scanner.ts';
import { FileScan } from './file-scan.ts';
import { YaraEngine } from './yara-engine.ts';

/** First the rules; then one scan after the other: `begin`, any number of chunks, `end`. Each is answered. */
export type ToScan = { readonly rules: string } | 'begin' | 'end' | Uint8Array;
export type FromScan = 'more' | ScanResult;

if (process.send === undefined) throw new Error('this file runs as a process of the scanner');
let engine = new YaraEngine('');
let scan = new FileScan(engine);

async function answer(message: ToScan): Promise<FromScan> {
  if (message === 'begin') scan = new FileScan(engine);
  else if (message === 'end') return scan.end();
  else if (message instanceof Uint8Array) return (await scan.push(message)) ?? 'more';
  else engine = new YaraEngine(message.rules);
  return 'more';
}

process.on('message', (message: ToScan) => {
  answer(message)
    .catch(scanError)
    .then((reply: FromScan) => process.send?.(reply));
});
// Nobody is left to scan for.
process.on('disconnect', () => process.exit());
