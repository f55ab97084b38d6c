/**
 * How the server's memory is managed (ADR 0022): collected a little more often, it stays within a third of what
 * Node would let it grow to on a large machine.
 */
export const nodeFlags = ['--max-semi-space-size=8', '--heap-growing-percent=20'];

/** What the C library keeps for each thread is kept once for two: threads here work in turn, rarely at once. */
export const nodeEnvironment = { MALLOC_ARENA_MAX: '2' };
