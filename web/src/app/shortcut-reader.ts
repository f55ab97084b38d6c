/** What of a key press decides: the key, and whether it is meant for a text field or held with others. */
export type Press = { key: string; held: boolean; typing: boolean; at: number };

/** How long after the first key of a pair the second may come, in ms. */
export const PAIR_MS = 1_200;

/**
 * Turns key presses into the names of shortcuts ("c", "g h"): single keys, or a pair begun by a leader.
 * Presses in a text field, or with Ctrl, Alt or Meta, are none of ours.
 */
export function createShortcutReader(known: ReadonlySet<string>) {
  const leaders = new Set([...known].filter((keys) => keys.includes(' ')).map((keys) => keys.split(' ')[0]));
  let pending: { key: string; at: number } | undefined;
  return (press: Press): string | undefined => {
    if (press.typing || press.held) return undefined;
    const started = pending && press.at - pending.at <= PAIR_MS ? `${pending.key} ` : '';
    pending = undefined;
    const keys = `${started}${press.key}`;
    if (known.has(keys)) return keys;
    if (leaders.has(press.key)) pending = { key: press.key, at: press.at };
    return undefined;
  };
}
