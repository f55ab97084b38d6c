import { useEffect, useMemo, useRef, useState } from 'react';
import { createAutosave, type SaveState } from './autosave.ts';

const timer = {
  set: (run: () => void, ms: number) => setTimeout(run, ms),
  clear: (one: unknown) => clearTimeout(one as number),
};

/** Keeps typing on the server. Leaving the screen saves what is still waiting. */
export function useAutosave<Content>(save: (content: Content) => Promise<void>) {
  const [state, setState] = useState<SaveState>('clean');
  const latest = useRef(save);
  latest.current = save;
  const autosave = useMemo(
    () => createAutosave<Content>((content) => latest.current(content), setState, timer),
    [],
  );
  useEffect(() => {
    const flush = () => void autosave.flush();
    addEventListener('pagehide', flush);
    return () => {
      removeEventListener('pagehide', flush);
      flush();
    };
  }, [autosave]);
  useEffect(() => {
    if (state !== 'waiting' && state !== 'failed') return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [state]);
  return { ...autosave, state };
}
