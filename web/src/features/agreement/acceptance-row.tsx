import Download from 'lucide-react/icons/download';
import type { Acceptance } from '#contracts/agreement.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { buttonClass } from '../../ui/button.tsx';
import { Moment } from '../../ui/moment.tsx';
import { agreementPath } from './agreement.queries.ts';

/** Who accepted which version, with the text as it was and the signed record. */
export function AcceptanceRow({ item }: { item: Acceptance }) {
  const { workspace } = usePlace();
  const url = `/api/v1${agreementPath(workspace.id)}/acceptances/${item.id}`;
  const files = [
    { kind: 'PDF', href: `${url}/agreement.pdf`, file: `agreement-${item.version}.pdf` },
    { kind: 'Record', href: url, file: `agreement-${item.id}.json` },
  ];
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
      <div className="min-w-0 grow basis-56">
        <p className="font-medium">
          {item.name}, {item.role}
        </p>
        <p className="text-ink-faint text-sm">
          for {item.organisation} · version {item.version} · <Moment at={item.at} />
        </p>
      </div>
      <span className="flex gap-2">
        {files.map(({ kind, href, file }) => (
          <a
            key={kind}
            href={href}
            download={file}
            aria-label={`${kind} of version ${item.version}`}
            className={buttonClass('plain', 'sm')}
          >
            <Download aria-hidden className="size-4" /> {kind}
          </a>
        ))}
      </span>
    </li>
  );
}
