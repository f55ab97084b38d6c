import { useEffect, useRef } from 'react';
import { createShortcutReader } from './shortcut-reader.ts';

/** Keys ("c", "g h") and what they do, as long as the component is there. */
export function useShortcuts(actions: Record<string, () => void>): void {
  const latest = useRef(actions);
  latest.current = actions;
  const keys = Object.keys(actions).join('|');
  useEffect(() => {
    const read = createShortcutReader(new Set(keys.split('|')));
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || document.querySelector('dialog[open]')) return;
      const held = event.ctrlKey || event.metaKey || event.altKey;
      const found = read({ key: event.key, held, typing: isTyping(event.target), at: event.timeStamp });
      if (found === undefined) return;
      event.preventDefault();
      latest.current[found]?.();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [keys]);
}

const TEXTLESS = new Set(['checkbox', 'radio', 'button', 'submit', 'file']);

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !TEXTLESS.has(target.type);
  return target.isContentEditable || /^(?:TEXTAREA|SELECT)$/.test(target.tagName);
}
