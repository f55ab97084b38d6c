import type { ReactNode } from 'react';
import type { Case } from '#contracts/cases.ts';
import { usePlace, useWorkspace } from '../../app/workspace-context.ts';
import { Person } from '../../ui/avatar.tsx';
import { Moment } from '../../ui/moment.tsx';
import { dayOf } from '../../ui/time-words.ts';
import { SeverityMark } from './case-looks.tsx';
import { LinkSection } from './link-section.tsx';
import { OwnerChoice } from './owner-choice.tsx';
import { StaffSection } from './staff-section.tsx';
import { TagList } from './tag-dot.tsx';

export function DetailPanel({ of }: { of: Case }) {
  const { labels } = usePlace().workspace;
  const { caseTypes, categories } = useWorkspace();
  const type = caseTypes.find(({ key }) => key === of.type);
  return (
    <div className="space-y-6 p-4">
      <dl className="grid grid-cols-[7rem_1fr] items-baseline gap-x-3 gap-y-2.5">
        <Line name={labels.owner}>
          <OwnerChoice of={of} />
        </Line>
        <Line name="Type">{type?.label ?? of.type}</Line>
        <Line name={labels.severity}>
          <SeverityMark severity={of.severity} word />
        </Line>
        <Line name={labels.category}>
          {categories.find(({ id }) => id === of.categoryId)?.label ?? <None />}
        </Line>
        <Line name="Tags">{of.tagIds.length === 0 ? <None /> : <TagList ids={of.tagIds} />}</Line>
        <Line name="Due">{of.dueAt === null ? <None /> : dayOf(of.dueAt)}</Line>
        {type?.fields.map(({ key, label }) => (
          <Line key={key} name={label}>
            {of.fields.find((field) => field.key === key)?.value || <None />}
          </Line>
        ))}
        <Line name="Written by">
          <Person name={of.createdBy.name} />
        </Line>
        <Line name="Written">
          <Moment at={of.createdAt} />
        </Line>
        <Line name="Version">{of.version}</Line>
      </dl>
      {of.parties.length > 0 ? <Parties of={of} /> : null}
      {type && type.slots.length > 0 ? <StaffSection of={of} slots={type.slots} /> : null}
      <LinkSection of={of} />
    </div>
  );
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-faint">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}

function None() {
  return <span className="text-ink-faint">None</span>;
}

function Parties({ of }: { of: Case }) {
  const { labels } = usePlace().workspace;
  return (
    <section>
      <h2 className="mb-2 font-semibold">{labels.party}</h2>
      <ul className="space-y-2">
        {of.parties.map(({ name, role, note }) => (
          <li key={`${name} ${role}`}>
            <span className="font-medium">{name}</span> <span className="text-ink-soft">{role}</span>
            {note ? <p className="text-ink-soft text-sm">{note}</p> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
