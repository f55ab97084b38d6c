import type { SaveState } from './autosave.ts';

const WORDS: Record<SaveState, string> = {
  clean: '',
  waiting: 'Typing…',
  saving: 'Keeping your typing…',
  saved: 'Your typing is kept as a draft',
  failed: 'Not kept yet: the server cannot be reached. Trying again.',
};

export function SaveStateLine({ state }: { state: SaveState }) {
  return (
    <p aria-live="polite" className={state === 'failed' ? 'text-bad text-sm' : 'text-ink-faint text-sm'}>
      {WORDS[state]}
    </p>
  );
}
