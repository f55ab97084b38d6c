import type { Evidence } from '#contracts/evidence.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { buttonClass } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { contentUrl, previewUrl } from './evidence.queries.ts';
import { sizeWords } from './file-words.ts';
import { PdfPages } from './pdf-pages.tsx';

export function PreviewDialog({ evidence, onClose }: { evidence: Evidence; onClose: () => void }) {
  const { workspace } = usePlace();
  const { id, name, mediaType, size, sha256 } = evidence;
  const src = previewUrl(workspace.id, id);
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={name}
      lead={`${mediaType}, ${sizeWords(size)}`}
      footer={
        <a href={contentUrl(workspace.id, id)} download className={buttonClass('plain')}>
          Download
        </a>
      }
    >
      <Shown src={src} evidence={evidence} />
      {sha256 ? (
        <p className="mt-3 text-ink-faint text-xs">
          SHA-256 <span className="break-all font-mono">{sha256}</span>
        </p>
      ) : null}
    </Dialog>
  );
}

/** Pictures as such, a PDF drawn page by page, text in a frame that may run nothing and has no origin of its own. */
function Shown({ src, evidence: { name, caption, preview } }: { src: string; evidence: Evidence }) {
  if (preview === 'image' || preview === 'svg')
    return <img src={src} alt={caption || name} className="mx-auto max-h-[60dvh]" />;
  if (preview === 'pdf') return <PdfPages src={src} />;
  return (
    <iframe
      title={name}
      src={src}
      sandbox=""
      className="h-[60dvh] w-full rounded-md border border-line bg-canvas"
    />
  );
}
