import type { Evidence } from '#contracts/evidence.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { buttonClass } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { contentUrl, previewUrl } from './evidence.queries.ts';
import { sizeWords } from './file-words.ts';

/** Pictures as such; everything else in a frame that may run nothing and has no origin of its own. */
export function PreviewDialog({ evidence, onClose }: { evidence: Evidence; onClose: () => void }) {
  const { workspace } = usePlace();
  const { id, name, mediaType, size, sha256, preview, caption } = evidence;
  const src = previewUrl(workspace.id, id);
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={name}
      lead={`${mediaType}, ${sizeWords(size)}`}
      footer={
        <a href={contentUrl(workspace.id, id)} className={buttonClass('plain')}>
          Download
        </a>
      }
    >
      {preview === 'image' || preview === 'svg' ? (
        <img src={src} alt={caption || name} className="mx-auto max-h-[60dvh]" />
      ) : (
        <iframe
          title={name}
          src={src}
          sandbox=""
          className="h-[60dvh] w-full rounded-md border border-line bg-canvas"
        />
      )}
      {sha256 ? (
        <p className="mt-3 text-ink-faint text-xs">
          SHA-256 <span className="break-all font-mono">{sha256}</span>
        </p>
      ) : null}
    </Dialog>
  );
}
