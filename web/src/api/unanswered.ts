/**
 * Whether a request makes something in a workspace, so that sent twice it would be there twice. A reply with a secret
 * is kept nowhere, hence not for a second try.
 */
export function makesSomething(method: string, path: string): boolean {
  return (
    method === 'POST' &&
    /^\/workspaces\/[^/]+\/./.test(path) &&
    !/\/(query|search|what-if|api-tokens|log-alerts|log-streams|scim\/tokens)$/.test(path)
  );
}

export interface Unanswered {
  /** The same key for the same request until it was answered. */
  keyOf(intent: string): string;
  answered(intent: string): void;
}

/**
 * Names the requests whose answer may get lost (`Idempotency-Key`): pressing the button again after a broken
 * connection sends the same name, and what the server did the first time is not done twice.
 */
export function createUnanswered(newKey: () => string = () => crypto.randomUUID()): Unanswered {
  const keys = new Map<string, string>();
  return {
    keyOf(intent) {
      const key = keys.get(intent) ?? newKey();
      keys.set(intent, key);
      return key;
    },
    answered: (intent) => void keys.delete(intent),
  };
}
