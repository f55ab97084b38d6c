import { Skeleton } from '../ui/skeleton.tsx';

export function PendingScreen() {
  return (
    <div role="status" className="mx-auto max-w-6xl space-y-4 px-6 py-8">
      <span className="sr-only">Loading…</span>
      <Skeleton className="h-6 w-48" />
      <Skeleton className="h-4 w-80" />
      <Skeleton className="h-64 w-full" />
    </div>
  );
}
