import { useSyncExternalStore } from 'react';
import type { Anchor } from '#contracts/comments.ts';

/** What the next comment is about. The text and the comment panel share it. */
let target: Anchor = { kind: 'case' };
let asked = 0;
const listeners = new Set<() => void>();

function change(next: Anchor): void {
  target = next;
  for (const listener of listeners) listener();
}

export function askToComment(on: Anchor): void {
  asked += 1;
  change(on);
}

export function commentOnCase(): void {
  change({ kind: 'case' });
}

export function useCommentTarget(): Anchor {
  return useSyncExternalStore(subscribe, () => target);
}

/** Grows with every wish to comment, so that a panel can open for it. */
export function useCommentWishes(): number {
  return useSyncExternalStore(subscribe, () => asked);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
