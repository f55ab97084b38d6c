import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { Notice } from './state.tsx';

type LostUpdateProps = {
  /** What it has become by someone else. */
  theirs: ReactNode;
  /** Gives up what was typed; without it, saving again is the only way on besides leaving. */
  onTheirs?: () => void;
  onMine?: () => void;
  busy?: boolean;
};

/** Someone else saved first: what they wrote, beside what was typed, which stays until its writer decides. */
export function LostUpdate({ theirs, onTheirs, onMine, busy = false }: LostUpdateProps) {
  return (
    <Notice tone="warn">
      <span className="block">Someone else changed this first. What you typed is still here; theirs is:</span>
      <span className="block whitespace-pre-wrap break-words font-medium">{theirs}</span>
      {onMine || onTheirs ? (
        <span className="mt-2 flex flex-wrap gap-2">
          {onMine ? (
            <Button size="sm" busy={busy} onClick={onMine}>
              Save mine
            </Button>
          ) : null}
          {onTheirs ? (
            <Button size="sm" onClick={onTheirs}>
              Keep theirs
            </Button>
          ) : null}
        </span>
      ) : null}
    </Notice>
  );
}
