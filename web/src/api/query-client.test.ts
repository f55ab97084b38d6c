import assert from 'node:assert/strict';
import { mock, type TestContext, test } from 'node:test';
import { ApiError } from './api-error.ts';
import { createQueryClient } from './query-client.ts';

const HOUSE = ['w', '1', 'workspace'];

function open(t: TestContext) {
  const left: string[] = [];
  const client = createQueryClient({
    forSignIn: (ended) => void left.push(ended ? 'sign-in, ended' : 'sign-in'),
    forEnrolment: () => void left.push('enrolment'),
  });
  // What it keeps would hold the process for as long as a page keeps it.
  t.after(() => client.clear());
  client.setQueryData(HOUSE, { name: 'Ours' });
  const refused = (code: 'sign_in_method_refused' | 'address_refused' | 'forbidden') =>
    new ApiError(403, { code, message: 'No.' }, 'r1');
  const house = () => client.getQueryState(HOUSE)?.isInvalidated;
  return { client, left, refused, house };
}

for (const code of ['sign_in_method_refused', 'address_refused'] as const) {
  test(`a part of the page that is answered ${code} has the workspace read anew, which tells for all`, async (t) => {
    const { client, refused, house } = open(t);
    const queryFn = () => Promise.reject(refused(code));
    client.setQueryData(['w', '2', 'workspace'], { name: 'Another' });
    await assert.rejects(client.fetchQuery({ queryKey: ['w', '1', 'sso'], queryFn }));
    assert.equal(house(), true);
    assert.equal(client.getQueryState(HOUSE)?.status, 'error', 'at once, before it is answered');
    assert.equal(client.getQueryState(['w', '2', 'workspace'])?.status, 'success');
  });

  test(`a change that is answered ${code} does so too`, async (t) => {
    const { client, refused, house } = open(t);
    const change = client
      .getMutationCache()
      .build(client, { mutationFn: () => Promise.reject(refused(code)) });
    await assert.rejects(change.execute(undefined));
    assert.equal(house(), true);
  });
}

test('what is refused for another reason says nothing about the workspace, nor does its own refusal ask again', async (t) => {
  const { client, refused, left } = open(t);
  const anew = mock.method(client, 'invalidateQueries');
  const part = { queryKey: ['w', '1', 'sso'], queryFn: () => Promise.reject(refused('forbidden')) };
  await assert.rejects(client.fetchQuery(part));
  const itself = { queryKey: HOUSE, queryFn: () => Promise.reject(refused('sign_in_method_refused')) };
  await assert.rejects(client.fetchQuery({ ...itself, staleTime: 0 }));
  assert.deepEqual([anew.mock.callCount(), left], [0, []]);
});

test('a session that has ended is told from one that is not whole yet', async (t) => {
  const { client, left } = open(t);
  const answered = (error: ApiError) => ({
    queryKey: ['w', '1', 'cases', error.code],
    queryFn: () => Promise.reject(error),
  });
  const over = new ApiError(401, { code: 'unauthenticated', message: 'Sign in.' }, 'r1');
  const unfinished = new ApiError(403, { code: 'password_change_required', message: 'Choose.' }, 'r2');
  for (const error of [over, unfinished]) await assert.rejects(client.fetchQuery(answered(error)));
  assert.deepEqual(left, ['sign-in, ended', 'sign-in']);
});
