/**
 * A reason not to start that a person can act on: its message is one sentence for the console, naming no secret.
 * Anything else that is thrown while starting is a fault of ours and keeps its stack.
 */
export class StartError extends Error {
  override readonly name = 'StartError';
}
