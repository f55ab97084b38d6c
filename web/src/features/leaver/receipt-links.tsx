import Download from 'lucide-react/icons/download';
import { usePlace } from '../../app/workspace-context.ts';
import { buttonClass } from '../../ui/button.tsx';
import { receiptUrl } from './leaver.queries.ts';

/** The receipt as a page to read, and as the signed text. */
export function ReceiptLinks({ departureId, of }: { departureId: string; of: string }) {
  const { workspace } = usePlace();
  const url = receiptUrl(workspace.id, departureId);
  const files = [
    { name: 'PDF', href: `${url}/receipt.pdf`, file: `departure-${departureId}.pdf` },
    { name: 'JSON', href: url, file: `departure-${departureId}.json` },
  ];
  return (
    <span className="flex gap-2">
      {files.map(({ name, href, file }) => (
        <a
          key={name}
          href={href}
          download={file}
          aria-label={`Receipt of ${of} as ${name}`}
          className={buttonClass('plain', 'sm')}
        >
          <Download aria-hidden className="size-4" /> {name}
        </a>
      ))}
    </span>
  );
}
