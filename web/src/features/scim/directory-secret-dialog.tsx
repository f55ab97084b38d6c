import type { ScimTokenCreated } from '#contracts/scim.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { toast } from '../../ui/toast.tsx';

/** The one time a directory's token is shown. */
export function DirectorySecretDialog({ made, onClose }: { made: ScimTokenCreated; onClose: () => void }) {
  return (
    <Dialog open sticky onClose={onClose} title="Directory token" lead="Keep it now: it is not shown again.">
      <div className="space-y-4 pb-3">
        <Field label="Token" hint="The provider calls it secret token or API token.">
          {(control) => (
            <Input
              {...control}
              readOnly
              className="font-mono"
              value={made.secret}
              onFocus={(event) => event.target.select()}
            />
          )}
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={() => void navigator.clipboard.writeText(made.secret).then(() => toast('Copied'))}>
            Copy
          </Button>
          <Button look="primary" onClick={onClose}>
            Done
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
