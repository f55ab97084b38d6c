import { createServer } from 'node:net';
import { StartError } from './start-error.ts';

export type ListenAddress = { readonly host: string; readonly port: number };

/** Opens the address for a moment. Gives the code of what stands against it, such as EADDRINUSE. */
export function tryListening({ host, port }: ListenAddress): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve(codeOf(error) ?? error.message));
    server.listen(port, host, () => server.close(() => resolve(undefined)));
  });
}

/**
 * Refuses an address that cannot be listened on, before anything is made for a server that could not be reached.
 * @throws StartError with a sentence for the console.
 */
export async function assertListenable(address: ListenAddress): Promise<void> {
  const refused = sentenceFor(await tryListening(address), address);
  if (refused !== undefined) throw new StartError(refused);
}

/** What listening failed with, as a StartError where there is a sentence for it. */
export function explainListening(error: unknown, address: ListenAddress): unknown {
  const sentence = sentenceFor(codeOf(error), address);
  return sentence === undefined ? error : new StartError(sentence, { cause: error });
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}

function sentenceFor(code: string | undefined, { host, port }: ListenAddress): string | undefined {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is in use by another program; end it, or set PORT to a free one.`;
    case 'EACCES':
      return `Port ${port} may not be opened by this user; set PORT above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `This machine has no address ${host}; set HOST to one of its own.`;
  }
  return undefined;
}
