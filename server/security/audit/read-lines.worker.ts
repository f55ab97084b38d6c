import { parentPort } from 'node:worker_threads';
import { linesIn } from './lines.ts';
import { type ReadLine, readLine, searchBudget } from './read-line.ts';

const budget = searchBudget();

parentPort?.on('message', (block: Uint8Array) => {
  const lines: readonly (ReadLine | undefined)[] = linesIn(block).map((line) => readLine(line, budget));
  parentPort?.postMessage(lines);
});
