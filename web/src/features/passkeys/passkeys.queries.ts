import { queryOptions } from '@tanstack/react-query';
import type { PasskeyList } from '#contracts/passkeys.ts';
import { call } from '../../api/client.ts';

export const passkeysQuery = queryOptions({
  queryKey: ['passkeys'],
  queryFn: ({ signal }) => call<PasskeyList>('GET', '/account/passkeys', { signal }),
});
