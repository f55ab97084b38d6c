import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { WhatIf, WhatIfAnswer } from '#contracts/case-access.ts';
import type { Case } from '#contracts/cases.ts';
import { ROLES, type Role } from '#contracts/common.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Field } from '../../ui/field.tsx';
import { Checkbox, Select } from '../../ui/input.tsx';
import { Notice } from '../../ui/state.tsx';
import { dayOf } from '../../ui/time-words.ts';
import { sightWords } from './access-words.ts';
import { caseKey, casePath } from './case.queries.ts';
import { usePeople } from './people.ts';

const ROLE_CHOICES = ROLES.map((role) => ({ value: role, label: `As ${role}` }));

/** What one member would see if they stood otherwise, as the server decides it. Nothing is changed by asking. */
export function WhatIfForm({ of }: { of: Case }) {
  const people = usePeople();
  const [asked, setAsked] = useState<WhatIf>();
  const member = people.find(({ userId }) => userId === asked?.userId);
  return (
    <section aria-label="What if" className="space-y-3 border-line border-t px-5 pt-4">
      <h3 className="font-semibold">What if</h3>
      <Field label="Member">
        {(control) => (
          <Select
            {...control}
            empty="Choose someone"
            choices={people.map(({ userId, name }) => ({ value: userId, label: name }))}
            value={asked?.userId ?? ''}
            onChange={({ target }) => setAsked(target.value === '' ? undefined : { userId: target.value })}
          />
        )}
      </Field>
      {asked && member ? (
        <>
          <Select
            aria-label={`Role ${member.name} would have`}
            choices={ROLE_CHOICES}
            value={asked.role ?? member.role}
            onChange={({ target }) => setAsked({ ...asked, role: target.value as Role })}
          />
          <Checkbox
            label="Sees assigned records only"
            checked={asked.assignedOnly ?? member.assignedOnly}
            onChange={({ target }) => setAsked({ ...asked, assignedOnly: target.checked })}
          />
          <Checkbox
            label="Without their grant on this one"
            checked={asked.withoutGrant ?? false}
            onChange={({ target }) => setAsked({ ...asked, withoutGrant: target.checked })}
          />
          <Answer of={of} asked={asked} />
        </>
      ) : null}
    </section>
  );
}

function Answer({ of, asked }: { of: Case; asked: WhatIf }) {
  const { workspace } = usePlace();
  const answer = useQuery({
    queryKey: [...caseKey(workspace.id, of.id), 'access', asked],
    queryFn: ({ signal }) =>
      call<WhatIfAnswer>('POST', `${casePath(workspace.id, of.id)}/access/what-if`, { body: asked, signal }),
  });
  if (answer.isError) return <Notice tone="bad">{sentenceOf(answer.error)}</Notice>;
  return (
    <dl aria-live="polite" className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 pb-2">
      <dt className="text-ink-faint">Now</dt>
      <dd>{answer.data ? sightWords(answer.data.now, dayOf) : '…'}</dd>
      <dt className="text-ink-faint">Then</dt>
      <dd className="font-medium">{answer.data ? sightWords(answer.data.wouldBe, dayOf) : '…'}</dd>
    </dl>
  );
}
