import { type KeyboardEvent, useId, useState } from 'react';
import { cx } from '../../ui/cx.ts';
import { useModal } from '../../ui/dialog.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { type PaletteItem, usePaletteItems } from './palette-items.tsx';
import { rank } from './rank.ts';

/** Every command by name: a combobox (ARIA pattern) whose list is filtered while typing. */
export function Palette({ onClose, onHelp }: { onClose: () => void; onHelp: () => void }) {
  const ref = useModal(true);
  const id = useId();
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const found = rank(usePaletteItems(onHelp), query);
  const run = (item: PaletteItem | undefined) => {
    if (item === undefined) return;
    onClose();
    item.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Enter') run(found[active]);
    if (step === undefined || found.length === 0) return;
    event.preventDefault();
    setActive((active + step + found.length) % found.length);
  };
  return (
    <dialog
      ref={ref}
      aria-label="Commands"
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onMouseDown={(event) => event.target === ref.current && onClose()}
      className="mx-auto mt-[14vh] w-[min(36rem,calc(100vw-2rem))] animate-rise overflow-hidden rounded-xl border border-line bg-raised p-0 text-ink shadow-high"
    >
      <input
        role="combobox"
        aria-label="Type a command"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={found[active] ? `${id}-${active}` : undefined}
        placeholder="Type a command"
        autoComplete="off"
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
        className="h-12 w-full border-line border-b bg-transparent px-4 text-lg focus:outline-none"
      />
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label="Commands"
        className="max-h-[50vh] overflow-y-auto p-1.5"
      >
        {found.map((item, at) => (
          <Row
            key={item.label}
            id={`${id}-${at}`}
            item={item}
            active={at === active}
            onRun={() => run(item)}
            onPoint={() => setActive(at)}
          />
        ))}
      </div>
      {found.length === 0 ? (
        <p className="px-4 pb-6 text-center text-ink-faint">No command of that name</p>
      ) : null}
    </dialog>
  );
}

type RowProps = { id: string; item: PaletteItem; active: boolean; onRun: () => void; onPoint: () => void };

function Row({ id, item, active, onRun, onPoint }: RowProps) {
  return (
    <div
      id={id}
      role="option"
      aria-selected={active}
      tabIndex={-1}
      onClick={onRun}
      onKeyDown={(event) => event.key === 'Enter' && onRun()}
      onPointerMove={onPoint}
      className={cx(
        'flex h-9 cursor-pointer items-center gap-3 rounded-md px-2.5 [&>svg]:size-4 [&>svg]:text-ink-faint',
        active && 'bg-hover',
      )}
    >
      {item.icon}
      <span className="grow truncate">{item.label}</span>
      {item.keys ? <Kbd keys={item.keys} /> : null}
    </div>
  );
}
