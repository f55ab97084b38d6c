import type { AddressRulesPreview } from '#contracts/address-rules.ts';
import { Notice } from '../../ui/state.tsx';

/** Who would be cut off, by name. */
export function CutOff({ preview: { members, tokens } }: { preview: AddressRulesPreview }) {
  if (members.length + tokens.length === 0)
    return <Notice tone="info">Nobody who is signed in now, and no token in use, would be cut off.</Notice>;
  return (
    <Notice tone="warn">
      <p>These were last seen elsewhere and would be cut off:</p>
      <ul className="mt-1 list-disc pl-5">
        {members.map(({ person, address }) => (
          <li key={person.id}>
            {person.name} <span className="font-mono text-sm">{address}</span>
          </li>
        ))}
        {tokens.map(({ id, name, address }) => (
          <li key={id}>
            Token {name} <span className="font-mono text-sm">{address}</span>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
