import { useState } from 'react';
import { isLostUpdate } from '../../api/api-error.ts';
import { Input } from '../../ui/input.tsx';
import { LostUpdate } from '../../ui/lost-update.tsx';
import type { useItemChanges } from './use-item-changes.ts';

type Item = { id: string; version: number; label: string };

type ItemNameProps<One extends Item, Write> = {
  item: One;
  change: ReturnType<typeof useItemChanges<Write>>['change'];
  /** What to write for the item under another name. */
  write: (item: One, label: string) => Write;
};

/**
 * The name of a tag or category, saved when it is left. What is typed belongs to the item as it was when the typing
 * began, whatever the page hears of meanwhile.
 */
export function ItemName<One extends Item, Write>({ item, change, write }: ItemNameProps<One, Write>) {
  const [typed, setTyped] = useState<{ label: string; of: One } | undefined>();
  const lost = typed !== undefined && change.isError && isLostUpdate(change.error);
  const save = (of: One) => {
    const label = typed?.label.trim() ?? '';
    if (label === '' || label === of.label) return setTyped(undefined);
    change.mutate({ of, body: write(of, label) }, { onSuccess: () => setTyped(undefined) });
  };
  return (
    <>
      <Input
        aria-label={`Name of ${item.label}`}
        maxLength={60}
        value={typed?.label ?? item.label}
        onChange={({ target }) => setTyped({ label: target.value, of: typed?.of ?? item })}
        onBlur={() => typed && !lost && save(typed.of)}
        className="min-w-0 flex-1"
      />
      {lost ? (
        <div className="order-last basis-full">
          <LostUpdate
            theirs={item.label}
            busy={change.isPending}
            onMine={() => save(item)}
            onTheirs={() => {
              setTyped(undefined);
              change.reset();
            }}
          />
        </div>
      ) : null}
    </>
  );
}
