import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import type { SearchHit, Snippet } from '#contracts/search.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Moment } from '../../ui/moment.tsx';
import { SeverityMark, StateBadge } from '../cases/index.ts';
import { markedParts } from './marked-parts.ts';
import { plainWords } from './plain-words.ts';

const FIELDS: Record<Snippet['field'], string> = {
  title: 'Title',
  summary: 'Summary',
  body: 'Text',
  comment: 'Comment',
  tag: 'Tag',
  evidence: 'Evidence',
};

export function HitRow({ hit }: { hit: SearchHit }) {
  const { id: workspaceId } = usePlace().workspace;
  const { case: of, snippets } = hit;
  const title = snippets.find(({ field }) => field === 'title');
  return (
    <li data-row className="relative space-y-1 px-4 py-3 hover:bg-hover">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="text-ink-faint text-sm tabular-nums">#{of.number}</span>
        <Link
          to="/w/$workspaceId/cases/$caseId"
          params={{ workspaceId, caseId: of.id }}
          className="min-w-0 font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent-ink"
        >
          {title && title.text === of.title ? <Marked snippet={title} /> : of.title}
        </Link>
        <SeverityMark severity={of.severity} />
        <StateBadge of={of} />
        <span className="text-ink-faint text-sm">
          <Moment at={of.updatedAt} />
        </span>
      </div>
      {snippets
        .filter((snippet) => snippet !== title)
        .map((snippet) => (
          <p key={`${snippet.field} ${snippet.text}`} className="text-ink-soft text-sm">
            <span className="text-ink-faint">{FIELDS[snippet.field]}: </span>
            <Marked snippet={snippet} />
          </p>
        ))}
    </li>
  );
}

function Marked({ snippet }: { snippet: Snippet }) {
  return markedParts(snippet).map(({ text: given, marked }, at) => {
    const text = snippet.field === 'body' ? plainWords(given) : given;
    const key = `${at} ${text}`;
    return marked ? <mark key={key}>{text}</mark> : <Fragment key={key}>{text}</Fragment>;
  });
}
