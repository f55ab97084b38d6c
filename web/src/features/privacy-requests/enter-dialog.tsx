import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { EnterPrivacy, PrivacyRequest } from '#contracts/privacy-requests.ts';
import { fieldErrors } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/state.tsx';
import { EMPTY, RequestFields } from './request-fields.tsx';
import { requestsPath, requestsQuery } from './requests.queries.ts';

/** A request that came by letter, telephone or in person. */
export function EnterDialog({ onClose }: { onClose: () => void }) {
  const { workspace } = usePlace();
  const client = useQueryClient();
  const [form, setForm] = useState(EMPTY);
  const enter = useMutation({
    mutationFn: (body: EnterPrivacy) => call<PrivacyRequest>('POST', requestsPath(workspace.id), { body }),
    onSuccess: onClose,
    onSettled: () => client.invalidateQueries({ queryKey: requestsQuery(workspace.id).queryKey }),
  });
  const errors = enter.isError ? fieldErrors(enter.error) : {};
  return (
    <Dialog open sticky onClose={onClose} title="Enter a request" lead="Its time runs from now.">
      <form
        className="space-y-4 pb-3"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          enter.mutate(form);
        }}
      >
        {errors[''] ? <Notice tone="bad">{errors['']}</Notice> : null}
        <RequestFields form={form} errors={errors} onChange={setForm} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={enter.isPending}>
            Enter
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
