import Download from 'lucide-react/icons/download';
import { SignedDownload } from '../../app/signed-download.tsx';
import { usePlace } from '../../app/workspace-context.ts';
import { buttonClass } from '../../ui/button.tsx';
import { receiptPath } from './leaver.queries.ts';

/** The receipt as a page to read, and as the signed text. */
export function ReceiptLinks({ departureId, of }: { departureId: string; of: string }) {
  const { workspace } = usePlace();
  const path = receiptPath(workspace.id, departureId);
  return (
    <span className="flex gap-2">
      <a
        href={`/api/v1${path}/receipt.pdf`}
        download={`departure-${departureId}.pdf`}
        aria-label={`Receipt of ${of} as PDF`}
        className={buttonClass('plain', 'sm')}
      >
        <Download aria-hidden className="size-4" /> PDF
      </a>
      <SignedDownload
        path={path}
        file={`departure-${departureId}.json`}
        name="JSON"
        label={`Receipt of ${of} as JSON`}
      />
    </span>
  );
}
