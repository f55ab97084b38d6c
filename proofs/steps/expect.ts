import { prove } from '../failure.ts';
import type { ProbeReply } from '../probe-context.ts';

/** The reply's JSON object, if its status is one of `statuses`; otherwise the proof fails with `sentence`. */
export function expectStatus(reply: ProbeReply, statuses: readonly number[], sentence: string): void {
  prove(statuses.includes(reply.status), `${sentence} (it answered ${reply.status})`);
}

/** Raised when a step that only prepares a probe did not work; the promise itself was not tried. */
export class StepFailed extends Error {
  override readonly name = 'StepFailed';
}

/** The parsed body of a preparing step. Throws StepFailed unless the step worked. */
export function prepared<T>(reply: ProbeReply, schema: { parse(value: unknown): T }, step: string): T {
  if (reply.status >= 300)
    throw new StepFailed(`${step} answered ${reply.status}: ${reply.text.slice(0, 200)}`);
  return schema.parse(reply.json);
}

/** As `prepared`, for a step whose reply does not matter. */
export function done(reply: ProbeReply, step: string): void {
  if (reply.status >= 300)
    throw new StepFailed(`${step} answered ${reply.status}: ${reply.text.slice(0, 200)}`);
}
