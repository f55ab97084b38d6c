import type { Anchor } from '#contracts/comments.ts';

/** What a comment is about. */
export function anchorWords(anchor: Anchor): string {
  if (anchor.kind === 'section') return `On “${anchor.section.replaceAll('-', ' ')}”`;
  return anchor.kind === 'evidence' ? 'On a piece of evidence' : 'On the whole';
}

/** The people named with @ in a text, of those who can be named; the longest name wins. */
export function mentionedIn(text: string, people: readonly { userId: string; name: string }[]): string[] {
  const byLength = [...people].sort((a, b) => b.name.length - a.name.length);
  const found = new Set<string>();
  for (const part of text.split('@').slice(1)) {
    const named = byLength.find(({ name }) => part.toLocaleLowerCase().startsWith(name.toLocaleLowerCase()));
    if (named) found.add(named.userId);
  }
  return [...found].slice(0, 20);
}
