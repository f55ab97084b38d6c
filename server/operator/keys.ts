import { keysOwnCommand, keysOwnHelp } from './keys-own.ts';
import { keysRotateCommand, keysRotateHelp } from './keys-rotate.ts';

export const keysHelp = `${keysRotateHelp}\n\n${keysOwnHelp}`;

/** `caseward keys rotate` and `caseward keys own`. Returns the exit code. */
export async function keysCommand([verb, ...args]: string[]): Promise<number> {
  if (verb === 'rotate') return keysRotateCommand(args);
  if (verb === 'own') return keysOwnCommand(args);
  console.error(keysHelp);
  return 2;
}
