import { createElement, type ReactNode, useMemo } from 'react';
import { type MarkElement, type MarkNode, markdownTree } from './markdown-tree.ts';

type MarkdownProps = {
  text: string;
  /** Where a picture of the case's evidence is read. */
  evidenceUrl: (id: string) => string;
  /** What stands beside the heading of a section: the way to comment on it. */
  sectionAside?: (id: string) => ReactNode;
};

/** Shows Markdown as elements. No HTML string is ever made or parsed. */
export function Markdown({ text, evidenceUrl, sectionAside }: MarkdownProps) {
  const { nodes } = useMemo(() => markdownTree(text), [text]);
  return <div className="prose">{nodes.map((node, at) => show(node, String(at)))}</div>;

  function show(node: MarkNode, key: string): ReactNode {
    if (typeof node === 'string') return node;
    const children = node.children.map((child, at) => show(child, `${key}.${at}`));
    return shown(node, key, children);
  }

  function shown({ tag, attributes }: MarkElement, key: string, children: ReactNode[]): ReactNode {
    const { id, href, evidence, alt = '', align, start, refused } = attributes;
    if (evidence !== undefined) return <img key={key} src={evidenceUrl(evidence)} alt={alt} loading="lazy" />;
    if (refused !== undefined)
      return (
        <RefusedMark key={key} what={refused}>
          {children}
        </RefusedMark>
      );
    if (href !== undefined)
      return (
        <OuterLink key={key} href={href}>
          {children}
        </OuterLink>
      );
    if (id !== undefined) return createElement(tag, { key, id }, children, sectionAside?.(id));
    const props = { key, align, start: start === undefined ? undefined : Number(start) };
    return createElement(tag, props, ...children);
  }
}

function OuterLink({ href, children }: { href: string; children: ReactNode }) {
  if (href.startsWith('#')) return <a href={href}>{children}</a>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}

function RefusedMark({ what, children }: { what: string; children: ReactNode }) {
  return <span title={`This ${what} is not shown: its address is not allowed here`}>{children}</span>;
}
