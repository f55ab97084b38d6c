import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { ApiError } from './api-error.ts';
import { askForFactorBy, withFactor } from './step-up.ts';

const refusal = () =>
  new ApiError(403, { code: 'step_up_required', message: 'Confirm that it is you.' }, 'r1');
afterEach(() => askForFactorBy(undefined));

/** A request that is refused until a factor was given. */
function guarded() {
  let given = false;
  let sent = 0;
  return {
    give: async () => {
      given = true;
      return true;
    },
    send: async () => {
      sent += 1;
      if (!given) throw refusal();
      return sent;
    },
  };
}

test('after a factor the very request is sent once more', async () => {
  const { give, send } = guarded();
  askForFactorBy(give);
  assert.equal(await withFactor(send), 2);
});

test('whoever gives none gets the refusal, and nothing is sent again', async () => {
  askForFactorBy(async () => false);
  await assert.rejects(withFactor(guarded().send), /Confirm that it is you/);
});

test('other refusals ask for nothing', async () => {
  let asked = 0;
  askForFactorBy(async () => {
    asked += 1;
    return true;
  });
  const forbidden = new ApiError(403, { code: 'forbidden', message: 'No.' }, 'r1');
  await assert.rejects(
    withFactor(() => Promise.reject(forbidden)),
    /No/,
  );
  assert.equal(asked, 0);
});
