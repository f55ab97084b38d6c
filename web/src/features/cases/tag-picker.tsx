import { useWorkspace } from '../../app/workspace-context.ts';
import { buttonClass } from '../../ui/button.tsx';
import { PickList } from '../../ui/pick-list.tsx';
import { Popover } from '../../ui/popover.tsx';
import { TagDot, TagList } from './tag-dot.tsx';

export function TagPicker({ ids, onChange }: { ids: readonly string[]; onChange: (ids: string[]) => void }) {
  const { tags } = useWorkspace();
  return (
    <div className="space-y-1.5">
      <p className="font-medium text-sm">Tags</p>
      <div className="flex min-h-8 flex-wrap items-center gap-3">
        <TagList ids={ids} />
        <Popover
          label="Tags"
          trigger={ids.length === 0 ? 'Choose tags' : 'Change tags'}
          triggerClass={buttonClass('plain', 'sm')}
        >
          <PickList
            what="tags"
            picks={tags.map(({ id, label, color }) => ({ value: id, label, mark: <TagDot color={color} /> }))}
            chosen={ids}
            onChange={onChange}
          />
        </Popover>
      </div>
    </div>
  );
}
