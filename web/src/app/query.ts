import { createQueryClient } from '../api/query-client.ts';
import { leaveForSignIn } from './leave.ts';

export const queryClient = createQueryClient(() => leaveForSignIn());
