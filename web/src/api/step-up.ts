import { ApiError } from './api-error.ts';

type Ask = () => Promise<boolean>;

let ask: Ask | undefined;

/** Names the dialog that asks for a factor; it resolves to whether one was given. */
export function askForFactorBy(dialog: Ask | undefined): void {
  ask = dialog;
}

/** Sends a request, and once more after a factor was given, where the server asks for one anew. */
export async function withFactor<T>(send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    const asked = error instanceof ApiError && error.code === 'step_up_required';
    if (!asked || ask === undefined || !(await ask())) throw error;
    return send();
  }
}
