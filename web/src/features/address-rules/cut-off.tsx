import type { AddressRulesPreview } from '#contracts/address-rules.ts';
import { Moment } from '../../ui/moment.tsx';
import { Notice } from '../../ui/state.tsx';

/** Whether anybody, oneself included, would be. */
export function isAnyoneCutOff({ you, members, tokens }: AddressRulesPreview): boolean {
  return you || members.length + tokens.length > 0;
}

/** Who would be cut off, by name. */
export function CutOff({ preview }: { preview: AddressRulesPreview }) {
  const { you, members, tokens } = preview;
  if (!isAnyoneCutOff(preview))
    return <Notice tone="good">Nobody who is signed in now, and no token in use, would be cut off.</Notice>;
  return (
    <Notice tone="warn">
      {you ? <p className="font-medium">You would be cut off yourself.</p> : null}
      {members.length + tokens.length > 0 ? <p>Last seen elsewhere, these would be cut off:</p> : null}
      <ul className="mt-1 list-disc pl-5">
        {members.map(({ person, address, lastSeenAt }) => (
          <li key={person.id}>
            {person.name}, from <span className="break-all font-mono text-sm">{address}</span>{' '}
            <Moment at={lastSeenAt} />
          </li>
        ))}
        {tokens.map(({ id, name, address }) => (
          <li key={id}>
            The token {name}, from <span className="break-all font-mono text-sm">{address}</span>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
