import { keysRotateCommand, keysRotateHelp } from './keys-rotate.ts';

/** `caseward keys rotate`. Returns the exit code. */
export async function keysCommand([verb, ...args]: string[]): Promise<number> {
  if (verb === 'rotate') return keysRotateCommand(args);
  console.error(keysRotateHelp);
  return 2;
}
