import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { getDocumentProxy } from 'unpdf';
import { Button } from '../../ui/button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { ErrorState } from '../../ui/state.tsx';

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;

const AT_ONCE = 5;
/** Pixels of a page are bounded, whatever size it says it has. */
const MOST_WIDTH = 1600;

/**
 * The pages of a PDF as pictures. Browsers show none in a sandboxed frame, and a frame that may run something is
 * out of the question; what draws them here knows no script, follows no link and fetches nothing.
 */
export function PdfPages({ src }: { src: string }) {
  const pdf = useQuery({
    queryKey: ['pdf', src],
    queryFn: ({ signal }) => openPdf(src, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    structuralSharing: false,
  });
  const [shown, setShown] = useState(AT_ONCE);
  if (pdf.isPending) return <Skeleton className="h-96" />;
  if (pdf.isError)
    return <ErrorState title="This file cannot be shown here" message="Download it to open it elsewhere." />;
  const count = pdf.data.numPages;
  return (
    <div className="space-y-3 rounded-md bg-sunken p-3">
      {Array.from({ length: Math.min(shown, count) }, (_, at) => at + 1).map((page) => (
        <PdfPage key={page} pdf={pdf.data} page={page} />
      ))}
      {shown < count ? (
        <div className="text-center">
          <Button onClick={() => setShown(shown + AT_ONCE)}>Show more of the {count} pages</Button>
        </div>
      ) : null}
    </div>
  );
}

async function openPdf(src: string, signal: AbortSignal): Promise<Pdf> {
  const reply = await fetch(src, { signal, credentials: 'same-origin', cache: 'no-store' });
  if (!reply.ok) throw new Error(`the preview was answered by ${reply.status}`);
  const { getDocumentProxy } = await import('unpdf');
  const data = new Uint8Array(await reply.arrayBuffer());
  return getDocumentProxy(data, { isEvalSupported: false, useWasm: false, enableXfa: false, verbosity: 0 });
}

function PdfPage({ pdf, page }: { pdf: Pdf; page: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let gone = false;
    const draw = async () => {
      const proxy = await pdf.getPage(page);
      const target = canvas.current;
      if (gone || target === null) return;
      const natural = proxy.getViewport({ scale: 1 });
      const wanted = Math.min(target.clientWidth * devicePixelRatio || 800, MOST_WIDTH);
      const viewport = proxy.getViewport({ scale: wanted / natural.width });
      target.width = Math.floor(viewport.width);
      target.height = Math.floor(Math.min(viewport.height, viewport.width * 4));
      await proxy.render({ canvas: target, viewport }).promise;
      target.dataset.drawn = 'true';
    };
    draw().catch(() => {
      if (!gone) setFailed(true);
    });
    return () => {
      gone = true;
    };
  }, [pdf, page]);
  if (failed) return <p className="p-4 text-center text-ink-soft">Page {page} cannot be shown.</p>;
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={`Page ${page} of ${pdf.numPages}`}
      className="block w-full rounded-sm border border-line"
    />
  );
}
