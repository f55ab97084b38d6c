import type { SabotageName } from '#proofs/sabotage-names.ts';
import { editFunction } from '../edit-function.ts';
import type { PassingRequest, Sabotage } from '../sabotage.ts';

const ended = ['t.ended_at is null and ', ''] as const;

export const sessionSabotages = {
  'sign-out-ends-one': {
    prepare: editFunction('app.ended_by', [
      `('signed-out-everywhere', true, true, true, false)`,
      `('signed-out-everywhere', true, false, false, false)`,
    ]),
  },
  'ended-sessions-count': { prepare: editFunction('app.use_session', ended) },
  'current-session-unmarked': {
    prepare: editFunction('app.list_sessions', ['t.id = p_session', 'false']),
  },
  'a-sixth-session-stays': { prepare: editFunction('app.create_session', ['offset 4', 'offset 400']) },
  'signatures-unchecked': { rewrite: () => ({ request: takeTwoPartsForThree() }) },
} as const satisfies Partial<Record<SabotageName, Sabotage>>;

/** A door that lets a token pass when two of its three parts are those of one it has seen before. */
function takeTwoPartsForThree(): (request: PassingRequest) => void {
  const seen: string[] = [];
  return (request) => {
    const { cookie } = request.headers;
    if (typeof cookie !== 'string') return;
    const parts = cookie.split('.');
    const alike = (other: string) => other.split('.').filter((part, i) => part === parts[i]).length >= 2;
    const known = seen.find(alike);
    if (known === undefined) seen.push(cookie);
    else request.headers.cookie = known;
  };
}
