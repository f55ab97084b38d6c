import { createQueryClient } from '../api/query-client.ts';
import { leaveForSignIn } from './leave.ts';
import { isSigningOut } from './signing-out.ts';

export const queryClient = createQueryClient({
  forSignIn: (ended) => {
    if (!isSigningOut()) leaveForSignIn({ ended });
  },
  forEnrolment: () => location.replace('/account/security'),
});
