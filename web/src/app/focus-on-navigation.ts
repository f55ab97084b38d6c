import { useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

const PATIENCE_MS = 5_000;

/**
 * After a change of page, the focus goes to the page's heading, so that readers hear where they are and the
 * Tab key starts at the top.
 */
export function useFocusOnNavigation(): void {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const before = useRef(path);
  useEffect(() => {
    const moved = before.current !== undefined && path !== before.current;
    before.current = path;
    return moved ? focusHeading() : undefined;
  }, [path]);
}

/** The heading may still be on its way, or the one there may be about to go: until then, or until a key is pressed. */
function focusHeading(): () => void {
  let focused: HTMLElement | null = null;
  const look = () => {
    if (focused?.isConnected && focused === document.activeElement) return;
    focused = document.querySelector<HTMLElement>('main h1');
    focused?.focus();
  };
  const watch = new MutationObserver(look);
  const stop = () => {
    watch.disconnect();
    clearTimeout(timer);
    for (const name of GIVEN_UP) removeEventListener(name, stop, true);
  };
  const timer = setTimeout(stop, PATIENCE_MS);
  for (const name of GIVEN_UP) addEventListener(name, stop, true);
  watch.observe(document.body, { childList: true, subtree: true });
  look();
  return stop;
}

const GIVEN_UP = ['keydown', 'pointerdown'] as const;
