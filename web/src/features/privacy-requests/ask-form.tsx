import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { AskPrivacy } from '#contracts/privacy-requests.ts';
import { fieldErrors } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/page.tsx';
import { Notice } from '../../ui/state.tsx';
import { EMPTY, RequestFields } from './request-fields.tsx';

/** Anyone asks here. What comes of it is in the letter alone. */
export function AskForm({ workspaceId }: { workspaceId: string }) {
  const [form, setForm] = useState(EMPTY);
  const [website, setWebsite] = useState('');
  const send = useMutation({
    mutationFn: (body: AskPrivacy) => call('POST', '/privacy-requests', { body }),
  });
  const errors = send.isError ? fieldErrors(send.error) : {};
  if (send.isSuccess)
    return (
      <Panel title="Look in your mail">
        <p className="p-4 text-ink-soft">
          A letter is on its way to {form.email}. Open its link to confirm that it is you: the request goes on
          then, and the answer is read by the same link.
        </p>
      </Panel>
    );
  return (
    <Panel title="Your request">
      <form
        className="space-y-5 p-4"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          send.mutate({ workspaceId, ...form, website });
        }}
      >
        {errors[''] ? <Notice tone="bad">{errors['']}</Notice> : null}
        <RequestFields form={form} errors={errors} onChange={setForm} />
        <div aria-hidden className="hidden">
          <input
            tabIndex={-1}
            name="website"
            autoComplete="off"
            value={website}
            onChange={({ target }) => setWebsite(target.value)}
          />
        </div>
        <Button type="submit" look="primary" size="lg" busy={send.isPending}>
          Send the request
        </Button>
      </form>
    </Panel>
  );
}
