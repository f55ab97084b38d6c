import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ApiToken, ApiTokenPatch } from '#contracts/api-tokens.ts';
import { fieldErrors } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { ifMatchOf } from '../../api/versions.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Checkbox, Input } from '../../ui/input.tsx';
import { toast } from '../../ui/toast.tsx';
import { RangeList } from '../address-rules/index.ts';

type Props = { token: ApiToken; path: string; onClose: () => void; onChanged: () => unknown };

/** Its name, its networks, and whether it stays; scopes, rank and end are for life. */
export function ChangeTokenDialog({ token, path, onClose, onChanged }: Props) {
  const [name, setName] = useState(token.name);
  const [ranges, setRanges] = useState<readonly string[]>(token.ranges ?? []);
  const [survivesMaker, setSurvives] = useState(token.survivesMaker);
  const save = useMutation({
    mutationFn: (body: ApiTokenPatch) =>
      call<ApiToken>('PATCH', `${path}/${token.id}`, { body, ifMatch: ifMatchOf(token) }),
    onSuccess: () => {
      toast('Saved');
      onClose();
    },
    onSettled: onChanged,
  });
  const errors: Record<string, string> = save.isError ? fieldErrors(save.error) : {};
  const rangeError = Object.entries(errors).find(([field]) => field.startsWith('ranges'))?.[1];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ name: name.trim(), ranges: ranges.length > 0 ? [...ranges] : null, survivesMaker });
  };
  return (
    <Dialog
      open
      sticky
      onClose={onClose}
      title="Change the token"
      lead="Scopes, rank and end stay as they are: for others, make a new one."
    >
      <form className="space-y-4 pb-3" onSubmit={submit}>
        <Field label="Name" error={errors.name ?? errors['']}>
          {(control) => (
            <Input
              {...control}
              required
              maxLength={80}
              value={name}
              onChange={({ target }) => setName(target.value)}
            />
          )}
        </Field>
        <RangeList
          label="Only from these networks"
          hint="None: from anywhere the workspace may be entered from."
          optional
          ranges={ranges}
          onChange={setRanges}
          error={rangeError}
        />
        <Checkbox
          label={`It stays when ${token.maker.name} leaves the workspace`}
          checked={survivesMaker}
          onChange={({ target }) => setSurvives(target.checked)}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={save.isPending}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
