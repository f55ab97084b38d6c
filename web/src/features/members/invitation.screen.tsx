import { useQuery } from '@tanstack/react-query';
import type { InvitationOffer } from '#contracts/members.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { useLinkToken } from '../../app/link-token.ts';
import { FormFrame, PublicFrame } from '../../app/public-frame.tsx';
import { useDocumentTitle } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Offer } from './invitation-offer.tsx';

export function InvitationScreen() {
  useDocumentTitle('Invitation');
  const token = useLinkToken();
  const offer = useQuery({
    queryKey: ['invitation'],
    queryFn: () => call<InvitationOffer>('POST', '/invitations/lookup', { body: { token } }),
    enabled: token !== undefined,
    retry: false,
    refetchOnWindowFocus: false,
  });
  return (
    <PublicFrame>
      {token === undefined || offer.isError ? (
        <FormFrame
          title="This invitation does not work"
          lead={offer.isError ? sentenceOf(offer.error) : 'Open the link of the mail, whole as it stands.'}
        >
          <p className="text-ink-soft">An invitation lasts seven days and works once. Ask for a new one.</p>
        </FormFrame>
      ) : offer.data ? (
        <Offer token={token} offer={offer.data} />
      ) : (
        <FormFrame title="Invitation" lead="One moment">
          <Skeleton className="h-24" />
        </FormFrame>
      )}
    </PublicFrame>
  );
}
