import { type ComponentProps, lazy, Suspense } from 'react';
import { Skeleton } from '../../ui/skeleton.tsx';

const Markdown = lazy(async () => ({ default: (await import('../../ui/markdown/markdown.tsx')).Markdown }));

/** Markdown of a case; the code that reads it comes with the first text. */
export function CaseText(props: ComponentProps<typeof Markdown>) {
  return (
    <Suspense fallback={<Skeleton className="h-40" />}>
      <Markdown {...props} />
    </Suspense>
  );
}
