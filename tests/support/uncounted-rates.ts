import { editFunction } from '#tests/proofs/edit-function.ts';

const UNCOUNTED = 'granted := p_want; taken := 0; return; if not found then';

/** Takes the rate limits down: what a test sends in a minute is no user's. Tries of secrets are still counted. */
export const uncountRates = editFunction('app.rate_take', ['if not found then', UNCOUNTED]);
