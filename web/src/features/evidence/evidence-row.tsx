import FileText from 'lucide-react/icons/file-text';
import type { Case } from '#contracts/cases.ts';
import type { Evidence } from '#contracts/evidence.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Badge } from '../../ui/badge.tsx';
import { Moment } from '../../ui/moment.tsx';
import { previewUrl } from './evidence.queries.ts';
import { EvidenceMenu } from './evidence-menu.tsx';
import { sizeWords } from './file-words.ts';

/** `onFile` takes the file that was chosen for it: its newer version, or the rest of one that broke off. */
type EvidenceRowProps = { of: Case; evidence: Evidence; onFile: (file: File) => void };

export function EvidenceRow({ of, evidence, onFile }: EvidenceRowProps) {
  const { name, size, uploader, createdAt, caption, tags, state, refusal, visibility } = evidence;
  return (
    <li data-state={state} className="rounded-md border border-line p-3">
      <div className="flex items-start gap-3">
        <Thumbnail evidence={evidence} />
        <div className="min-w-0 grow">
          <p className="truncate font-medium" title={name}>
            {name}
          </p>
          <p className="text-ink-faint text-sm">
            {sizeWords(size)} · {uploader.name} · <Moment at={createdAt} />
          </p>
          <p className="mt-1 flex flex-wrap gap-1">
            {state === 'uploading' ? <Badge tone="warn">Not sent whole</Badge> : null}
            {state === 'quarantined' ? <Badge tone="warn">Being checked</Badge> : null}
            {state === 'refused' ? <Badge tone="bad">Refused</Badge> : null}
            {visibility === 'reviewers' ? <Badge>Reviewers only</Badge> : null}
            {tags.map((tag) => (
              <Badge key={tag}>{tag}</Badge>
            ))}
          </p>
        </div>
        <EvidenceMenu of={of} evidence={evidence} onFile={onFile} />
      </div>
      {refusal ? <p className="mt-2 text-bad text-sm">{refusal}</p> : null}
      {caption ? <p className="mt-2 whitespace-pre-wrap text-ink-soft">{caption}</p> : null}
    </li>
  );
}

function Thumbnail({ evidence }: { evidence: Evidence }) {
  const { workspace } = usePlace();
  const shown = evidence.state === 'clean' && evidence.preview === 'image';
  return (
    <span className="grid size-12 shrink-0 place-items-center overflow-hidden rounded-sm border border-line bg-sunken text-ink-faint">
      {shown ? (
        <img
          src={previewUrl(workspace.id, evidence.id)}
          alt=""
          loading="lazy"
          className="size-full object-cover"
        />
      ) : (
        <FileText aria-hidden className="size-5" />
      )}
    </span>
  );
}
