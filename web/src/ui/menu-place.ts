export type Rect = { top: number; bottom: number; left: number; right: number; width: number };
export type Size = { width: number; height: number };

const GAP = 4;
const EDGE = 8;

/**
 * Where a floating list goes: under its button, above it where there is more room, never over the edge.
 * @param side which edges are lined up
 * @returns pixels from the top left of the window
 */
export function placeBeside(anchor: Rect, list: Size, view: Size, side: 'start' | 'end') {
  const below = anchor.bottom + GAP;
  const above = anchor.top - GAP - list.height;
  const top = below + list.height > view.height - EDGE && above >= EDGE ? above : below;
  const wanted = side === 'start' ? anchor.left : anchor.right - list.width;
  const left = Math.max(EDGE, Math.min(wanted, view.width - EDGE - list.width));
  return { top, left };
}
