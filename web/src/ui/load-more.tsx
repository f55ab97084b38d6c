import { Button } from './button.tsx';

/** The way to the next page of a list. */
export function LoadMore({ more, busy, onMore }: { more: boolean; busy: boolean; onMore: () => void }) {
  if (!more) return null;
  return (
    <div className="border-line border-t p-3 text-center">
      <Button busy={busy} onClick={onMore}>
        Load more
      </Button>
    </div>
  );
}
