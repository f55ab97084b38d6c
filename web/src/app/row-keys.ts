import type { RefObject } from 'react';
import { useShortcuts } from './shortcuts.ts';

/** j and k move through the rows of a list (their first link), x presses the row's checkbox. */
export function useRowKeys(list: RefObject<HTMLElement | null>): void {
  const rows = () => [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
  const current = () => rows().findIndex((row) => row.contains(document.activeElement));
  const go = (to: number) => {
    const all = rows();
    const row = all[Math.max(0, Math.min(to, all.length - 1))];
    row?.querySelector<HTMLElement>('a')?.focus();
    row?.scrollIntoView({ block: 'nearest' });
  };
  useShortcuts({
    j: () => go(current() + 1),
    k: () => go(current() - 1),
    x: () => rows()[current()]?.querySelector<HTMLElement>('input[type=checkbox]')?.click(),
  });
}
