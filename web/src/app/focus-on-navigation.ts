import { useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

/**
 * After a change of page, the focus goes to the page's heading, so that readers hear where they are and the
 * Tab key starts at the top.
 */
export function useFocusOnNavigation(): void {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const before = useRef(path);
  useEffect(() => {
    if (before.current !== undefined && path !== before.current)
      document.querySelector<HTMLElement>('h1')?.focus();
    before.current = path;
  }, [path]);
}
