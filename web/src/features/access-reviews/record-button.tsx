import { SignedDownload } from '../../app/signed-download.tsx';
import { usePlace } from '../../app/workspace-context.ts';
import { reviewsPath } from './review.queries.ts';

/** The outcome as it was kept: signed, to be verified without this server. */
export function RecordButton({ reviewId }: { reviewId: string }) {
  const { workspace } = usePlace();
  return (
    <SignedDownload
      path={`${reviewsPath(workspace.id)}/${reviewId}/record`}
      file={`access-review-${reviewId}.json`}
      name="Signed record"
    />
  );
}
