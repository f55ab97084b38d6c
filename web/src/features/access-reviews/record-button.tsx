import Download from 'lucide-react/icons/download';
import { usePlace } from '../../app/workspace-context.ts';
import { buttonClass } from '../../ui/button.tsx';
import { reviewsPath } from './review.queries.ts';

/** The outcome as it was kept: signed, to be verified without this server. */
export function RecordButton({ reviewId }: { reviewId: string }) {
  const { workspace } = usePlace();
  return (
    <a
      href={`/api/v1${reviewsPath(workspace.id)}/${reviewId}/record`}
      download={`access-review-${reviewId}.json`}
      className={buttonClass('plain', 'sm')}
    >
      <Download aria-hidden className="size-4" /> Signed record
    </a>
  );
}
