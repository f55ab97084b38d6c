import { Resolver } from 'node:dns/promises';

/** What the records of a name say; `failed` where the servers did not answer or said that they could not. */
export type Found<T> = { readonly records: readonly T[] } | { readonly failed: string };

/** The few questions a review asks. */
export interface Look {
  addresses(name: string): Promise<Found<string>>;
  alias(name: string): Promise<Found<string>>;
  mailHosts(name: string): Promise<Found<string>>;
  nameServers(name: string): Promise<Found<string>>;
}

/** "There is no such name", "there is no such record": answers, not failures. */
const NOTHING: ReadonlySet<string> = new Set(['ENOTFOUND', 'ENODATA']);
const TIMEOUT_MS = 3_000;

/** Asks the resolvers of the machine, or these (`192.0.2.53` or `127.0.0.1:5353`). */
export function lookAt(servers: readonly string[] = []): Look {
  const resolver = new Resolver({ timeout: TIMEOUT_MS, tries: 2 });
  if (servers.length > 0) resolver.setServers([...servers]);
  return {
    async addresses(name) {
      const [four, six] = await Promise.all([
        ask(() => resolver.resolve4(name)),
        ask(() => resolver.resolve6(name)),
      ]);
      if ('failed' in four) return four;
      return 'failed' in six ? six : { records: [...four.records, ...six.records] };
    },
    alias: (name) => ask(() => resolver.resolveCname(name)),
    mailHosts: (name) =>
      ask(async () =>
        (await resolver.resolveMx(name)).map(({ exchange }) => exchange).filter((host) => host !== ''),
      ),
    nameServers: (name) => ask(() => resolver.resolveNs(name)),
  };
}

async function ask(question: () => Promise<string[]>): Promise<Found<string>> {
  try {
    return { records: await question() };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return NOTHING.has(code) ? { records: [] } : { failed: code };
  }
}
