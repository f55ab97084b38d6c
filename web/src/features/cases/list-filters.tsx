import X from 'lucide-react/icons/x';
import { usePlace, useWorkspace } from '../../app/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/input.tsx';
import { SEVERITY_NAMES } from './case-looks.tsx';
import { DateFilter } from './date-filter.tsx';
import { FilterMenu } from './filter-menu.tsx';
import { FRESH, isFiltered, type Listing, type ManyField, withMany } from './list-filter.ts';
import { usePeople } from './people.ts';
import { TagDot } from './tag-dot.tsx';
import { allStates } from './workspace-words.ts';

const SORTS = [
  { value: 'updated desc', label: 'Changed last' },
  { value: 'created desc', label: 'Newest' },
  { value: 'created asc', label: 'Oldest' },
  { value: 'due asc', label: 'Due first' },
  { value: 'severity desc', label: 'Most severe' },
  { value: 'number asc', label: 'By number' },
];

export function ListFilters({
  listing,
  onChange,
}: {
  listing: Listing;
  onChange: (listing: Listing) => void;
}) {
  const { labels } = usePlace().workspace;
  const { caseTypes, tags, categories } = useWorkspace();
  const people = usePeople();
  const { filter, sort } = listing;
  const many = (field: ManyField) => ({
    chosen: filter[field],
    onChange: (values: string[]) => onChange({ ...listing, filter: withMany(filter, field, values) }),
  });
  const setFilter = (next: Listing['filter']) => onChange({ ...listing, filter: next });
  return (
    <search className="flex flex-wrap items-center gap-1.5" aria-label="Filter">
      <FilterMenu label="State" picks={allStates(caseTypes)} {...many('states')} />
      {caseTypes.length > 1 ? (
        <FilterMenu
          label="Type"
          picks={caseTypes.map(({ key, label }) => ({ value: key, label }))}
          {...many('types')}
        />
      ) : null}
      <FilterMenu
        label={labels.severity}
        picks={Object.entries(SEVERITY_NAMES).map(([value, label]) => ({ value, label }))}
        {...many('severities')}
      />
      <FilterMenu
        label="Tags"
        picks={tags.map(({ id, label, color }) => ({ value: id, label, mark: <TagDot color={color} /> }))}
        {...many('tagIds')}
      />
      {categories.length > 0 ? (
        <FilterMenu
          label={labels.category}
          picks={categories.map(({ id, label }) => ({ value: id, label }))}
          {...many('categoryIds')}
        />
      ) : null}
      <FilterMenu
        label={labels.owner}
        picks={people.map(({ userId, name }) => ({ value: userId, label: name }))}
        {...many('ownerIds')}
      />
      <DateFilter field="created" filter={filter} onChange={setFilter} />
      <DateFilter field="due" filter={filter} onChange={setFilter} />
      {isFiltered(filter) ? (
        <Button
          look="ghost"
          size="sm"
          icon={<X aria-hidden className="size-3.5" />}
          onClick={() => setFilter(FRESH.filter)}
        >
          Clear
        </Button>
      ) : null}
      <Select
        quiet
        aria-label="Sort"
        choices={SORTS}
        value={`${sort.by} ${sort.direction}`}
        onChange={(event) => onChange({ ...listing, sort: sortOf(event.target.value) })}
        className="ml-auto max-w-40"
      />
    </search>
  );
}

function sortOf(value: string): Listing['sort'] {
  const [by, direction] = value.split(' ') as [Listing['sort']['by'], Listing['sort']['direction']];
  return { by, direction };
}
