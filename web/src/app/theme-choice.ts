import { useSyncExternalStore } from 'react';
import { call } from '../api/client.ts';
import { applyTheme, type Theme } from './theme.ts';

let chosen: Theme = 'system';
const listeners = new Set<() => void>();

/** Takes the person's choice, kept with their account: nothing is kept in the browser. */
export function chooseTheme(theme: Theme): void {
  showTheme(theme);
  // Should it not be kept, it still holds for this page's life.
  call('PUT', '/session/theme', { body: { theme } }).catch(() => undefined);
}

/** Draws in a theme without keeping it: what the account says, or the system's after signing out. */
export function showTheme(theme: Theme): void {
  if (theme === chosen) return;
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
