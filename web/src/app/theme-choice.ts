import { useSyncExternalStore } from 'react';
import { applyTheme, type Theme } from './theme.ts';

let chosen: Theme = 'system';
const listeners = new Set<() => void>();

/** Holds for this page's life: nothing is kept in the browser. */
export function chooseTheme(theme: Theme): void {
  chosen = theme;
  applyTheme(theme);
  for (const listener of listeners) listener();
}

export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, () => chosen);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
