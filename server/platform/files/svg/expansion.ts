/** Drawn elements beyond which a drawing is an attack on the reader's machine. */
const MOST_DRAWN = 200_000;

/**
 * Whether the copies that `use` makes multiply beyond reason ("billion laughs"), or go round in a circle.
 * Takes the cleaned drawing.
 */
export function multipliesTooFar(root: Element): boolean {
  const known = new Map<Element, number>();
  const open = new Set<Element>();
  const drawn = (element: Element): number => {
    const before = known.get(element);
    if (before !== undefined) return before;
    if (open.has(element)) return Number.POSITIVE_INFINITY;
    open.add(element);
    let sum = 1;
    for (const child of element.children) sum += drawn(child);
    const target = element.localName === 'use' ? targetOf(root, element) : null;
    if (target) sum += drawn(target);
    open.delete(element);
    known.set(element, sum);
    return sum;
  };
  return drawn(root) > MOST_DRAWN;
}

function targetOf(root: Element, use: Element): Element | null {
  const id = use.getAttribute('href')?.slice(1);
  return id ? (root.ownerDocument.getElementById(id) ?? null) : null;
}
