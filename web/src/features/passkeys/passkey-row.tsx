import KeyRound from 'lucide-react/icons/key-round';
import Usb from 'lucide-react/icons/usb';
import type { Passkey } from '#contracts/passkeys.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Moment } from '../../ui/moment.tsx';

/** What the server calls a browser that does not say what it is. */
const UNKNOWN = 'Unknown';

type PasskeyRowProps = { passkey: Passkey; busy: boolean; onRename: () => void; onRemove: () => void };

export function PasskeyRow({ passkey, busy, onRename, onRemove }: PasskeyRowProps) {
  const { name, kind, synced, madeWith, createdAt, lastUsedAt } = passkey;
  const Icon = kind === 'security_key' ? Usb : KeyRound;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
      <Icon aria-hidden className="size-5 shrink-0 text-ink-faint" />
      <div className="min-w-0 grow basis-56">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          <span className="min-w-0 break-words">{name}</span>
          {kind === 'security_key' ? <Badge>Security key</Badge> : null}
          {synced ? <Badge>Synced</Badge> : null}
        </p>
        <p className="text-ink-faint text-sm">
          {lastUsedAt ? (
            <>
              Last used <Moment at={lastUsedAt} />
            </>
          ) : (
            'Not used yet'
          )}{' '}
          · made <Moment at={createdAt} />
          {madeWith.browser === UNKNOWN ? null : ` with ${madeWith.browser} on ${madeWith.device}`}
        </p>
      </div>
      <div className="flex gap-2">
        <Button onClick={onRename} aria-label={`Rename ${name}`}>
          Rename
        </Button>
        <Button busy={busy} onClick={onRemove} aria-label={`Remove ${name}`}>
          Remove
        </Button>
      </div>
    </li>
  );
}
