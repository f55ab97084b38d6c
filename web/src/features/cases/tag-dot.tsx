import type { Tag } from '#contracts/workspaces.ts';
import { useWorkspace } from '../../app/workspace-context.ts';
import { cx } from '../../ui/cx.ts';

const FILLS: Record<Tag['color'], string> = {
  grey: 'bg-tag-grey',
  red: 'bg-tag-red',
  orange: 'bg-tag-orange',
  yellow: 'bg-tag-yellow',
  green: 'bg-tag-green',
  teal: 'bg-tag-teal',
  blue: 'bg-tag-blue',
  purple: 'bg-tag-purple',
};

export function TagDot({ color }: { color: Tag['color'] }) {
  return <span aria-hidden="true" className={cx('size-2 shrink-0 rounded-full', FILLS[color])} />;
}

/** Tags by name; the dot helps the eye and carries nothing alone. */
export function TagList({ ids, max = 20 }: { ids: readonly string[]; max?: number }) {
  const { tags } = useWorkspace();
  const shown = tags.filter(({ id }) => ids.includes(id));
  if (shown.length === 0) return null;
  return (
    <span className="inline-flex min-w-0 flex-wrap gap-x-2.5 gap-y-1 text-ink-soft text-sm">
      {shown.slice(0, max).map(({ id, label, color }) => (
        <span key={id} className="inline-flex min-w-0 items-center gap-1.5">
          <TagDot color={color} />
          <span className="truncate">{label}</span>
        </span>
      ))}
      {shown.length > max ? <span>+{shown.length - max}</span> : null}
    </span>
  );
}
