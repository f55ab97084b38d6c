import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..', '..');

export type Document = { readonly path: string; readonly text: string };

/** Every Markdown file of the repository, dependencies and data left out. Paths are relative to its root. */
export function documents(): Document[] {
  const found = globSync('{*.md,{docs,migrations,deploy,bench,web,proofs}/**/*.md}', {
    cwd: root,
    exclude: (name) => name.includes('node_modules'),
  });
  return found.toSorted().map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

/** Targets of the links and images of a document, code left out. */
export function linkTargets(text: string): string[] {
  const prose = text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^()\s]+)\)/g)].map((match) => match[1] ?? '');
}

/** The anchors GitHub gives a document's headings. */
export function anchors(text: string): Set<string> {
  const headings = [...text.matchAll(/^#{1,6} +(.+)$/gm)].map((match) => match[1] ?? '');
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\- ]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

/** `npm run x`, `npm test`, `npx caseward x` … as they stand in the code of a document. */
export function namedCommands(text: string): { npm: string[]; caseward: string[] } {
  const blocks = [...text.matchAll(/^```[^\n]*\n([\s\S]*?)^```/gm)].map((match) => match[1] ?? '');
  const spans = [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`\n]+)`/g)].map((match) => match[1]);
  const code = [...blocks, ...spans].join('\n');
  return {
    npm: [...code.matchAll(/\bnpm (?:run ([\w:-]+)|(start|test))\b/g)].map(
      (match) => match[1] ?? match[2] ?? '',
    ),
    caseward: [...code.matchAll(/(?:^|[\s`])(?:npx )?caseward ([a-z][a-z-]*)/gm)].map(
      (match) => match[1] ?? '',
    ),
  };
}
