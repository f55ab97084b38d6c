import { useState } from 'react';
import type { ScimTokenCreated } from '#contracts/scim.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { useScimChange } from './scim.queries.ts';

const DAYS = 180;
const HOURS = 24;

type Props = {
  /** Whether there are others, which end soon after. */
  rotates: boolean;
  onClose: () => void;
  onMade: (made: ScimTokenCreated) => void;
};

export function NewDirectoryTokenDialog({ rotates, onClose, onMade }: Props) {
  const [expiresInDays, setDays] = useState(DAYS);
  const [overlapHours, setHours] = useState(HOURS);
  const make = useScimChange<ScimTokenCreated>(undefined, onMade);
  return (
    <Dialog open onClose={onClose} title="New directory token">
      <form
        className="space-y-4 pb-3"
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate({ method: 'POST', path: '/tokens', body: { expiresInDays, overlapHours } });
        }}
      >
        <Field label="Days until it ends" hint="At most 365.">
          {(control) => (
            <Input
              {...control}
              type="number"
              min={1}
              max={365}
              required
              value={expiresInDays}
              onChange={(event) => setDays(Number(event.target.value))}
              className="max-w-28"
            />
          )}
        </Field>
        {rotates ? (
          <Field
            label="Hours the others go on"
            hint="Time to give the new one to the provider; 0 ends them now."
          >
            {(control) => (
              <Input
                {...control}
                type="number"
                min={0}
                max={168}
                required
                value={overlapHours}
                onChange={(event) => setHours(Number(event.target.value))}
                className="max-w-28"
              />
            )}
          </Field>
        ) : null}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={make.isPending}>
            Make it
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
