import { createQueryClient } from '../api/query-client.ts';
import { leaveForSignIn } from './leave.ts';

export const queryClient = createQueryClient({
  forSignIn: () => leaveForSignIn(),
  forEnrolment: () => location.replace('/account/security'),
});
