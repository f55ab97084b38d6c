import { useParams } from '@tanstack/react-router';
import { useLinkToken } from '../../app/link-token.ts';
import { PublicFrame } from '../../app/public-frame.tsx';
import { Page } from '../../ui/page.tsx';
import { AskForm } from './ask-form.tsx';
import { FollowPanel } from './follow-panel.tsx';

/** Where anyone asks a workspace about their own data, and follows what becomes of it. */
export function PrivacyScreen() {
  const { workspaceId } = useParams({ from: '/privacy/$workspaceId' });
  const token = useLinkToken();
  return (
    <PublicFrame>
      <Page
        width="text"
        title="Your data"
        lead="Ask to see, correct, delete or take along what is kept of you, or that it is not sold. You hear within the time the law gives."
      >
        {token === undefined ? (
          <AskForm workspaceId={workspaceId} />
        ) : (
          <FollowPanel workspaceId={workspaceId} token={token} />
        )}
      </Page>
    </PublicFrame>
  );
}
