import { parentPort, workerData } from 'node:worker_threads';
import { type ScanResult, scanError } from '../scanner.ts';
import { FileScan } from './file-scan.ts';
import { YaraEngine } from './yara-engine.ts';

/** One scan after the other: `begin`, any number of chunks (each answered by `more` or the verdict), `end`. */
export type ToScan = 'begin' | 'end' | Uint8Array;
export type FromScan = 'more' | ScanResult;

if (!parentPort) throw new Error('this file runs as a worker');
const port = parentPort;
const engine = new YaraEngine(String(workerData));
let scan = new FileScan(engine);

async function answer(message: ToScan): Promise<FromScan> {
  if (message === 'begin') scan = new FileScan(engine);
  else if (message === 'end') return scan.end();
  else return (await scan.push(message)) ?? 'more';
  return 'more';
}

port.on('message', (message: ToScan) => {
  answer(message)
    .catch(scanError)
    .then((reply: FromScan) => port.postMessage(reply));
});
