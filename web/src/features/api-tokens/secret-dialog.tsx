import Check from 'lucide-react/icons/check';
import Copy from 'lucide-react/icons/copy';
import { useState } from 'react';
import type { ApiTokenCreated } from '#contracts/api-tokens.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/state.tsx';

/** The one time a token is shown. */
export function SecretDialog({ made, onClose }: { made: ApiTokenCreated; onClose: () => void }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(made.secret);
    setCopied(true);
  };
  return (
    <Dialog open sticky onClose={onClose} title={made.token.name}>
      <div className="space-y-4 pb-3">
        <Notice tone="warn">Keep it now: it is shown this once, and nobody can show it again.</Notice>
        <div className="rounded-md bg-sunken p-4">
          <code data-secret className="block select-all break-all font-mono">
            {made.secret}
          </code>
        </div>
        <p className="text-ink-soft">
          It belongs into a secret manager, or into an environment variable such as{' '}
          <code className="font-mono">CASEWARD_TOKEN</code>: never into a repository, a ticket or a chat.
        </p>
        <div aria-live="polite" className="flex flex-wrap justify-end gap-2">
          <Button
            icon={copied ? <Check aria-hidden className="size-4" /> : <Copy aria-hidden className="size-4" />}
            onClick={() => void copy()}
          >
            {copied ? 'Copied' : 'Copy'}
          </Button>
          <Button look="primary" onClick={onClose}>
            I have kept it
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
