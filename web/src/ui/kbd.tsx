/** The keys of a shortcut, one after the other, divided by spaces. */
export function Kbd({ keys }: { keys: string }) {
  return (
    <kbd className="inline-flex h-5 shrink-0 items-center rounded-sm border border-line bg-sunken px-1.5 font-sans text-ink-faint text-xs tracking-wide">
      {keys}
    </kbd>
  );
}
