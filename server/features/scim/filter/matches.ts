import { refusal } from '../refusal.ts';
import type { AttributePath, Filter, Literal, Operator } from './filter.ts';

/** What a filter may ask of a resource: its attributes in lower case, and how each is compared. */
export type Askable = Readonly<Record<string, Kind | Readonly<Record<string, Kind>>>>;
/** `exact`: text in which case counts (RFC 7643, 7: caseExact). */
export type Kind = 'text' | 'exact' | 'truth' | 'moment';

type Value = string | boolean | number;
type Bag = Readonly<Record<string, unknown>>;

/**
 * A test for resources as they go over the wire. It is complete before the first resource is looked at: what cannot
 * be asked is refused, whether or not somebody would match.
 * @throws AppError invalidFilter
 */
export function matcher(filter: Filter, askable: Askable, urn: string): (resource: object) => boolean {
  const test = compile(filter, askable, urn.toLowerCase());
  return (resource) => test(folded(resource));
}

type Test = (bag: Bag) => boolean;

function compile(filter: Filter, askable: Askable, urn: string): Test {
  switch (filter.kind) {
    case 'and': {
      const [left, right] = [compile(filter.left, askable, urn), compile(filter.right, askable, urn)];
      return (bag) => left(bag) && right(bag);
    }
    case 'or': {
      const [left, right] = [compile(filter.left, askable, urn), compile(filter.right, askable, urn)];
      return (bag) => left(bag) || right(bag);
    }
    case 'not': {
      const inner = compile(filter.filter, askable, urn);
      return (bag) => !inner(bag);
    }
    case 'values':
      return compileValues(filter, askable, urn);
    case 'present': {
      const { read } = reach(filter.path, askable, urn);
      return (bag) => read(bag).some((value) => value !== '');
    }
    case 'compare':
      return compileCompare(filter, askable, urn);
  }
}

function compileValues(
  { path, filter }: Extract<Filter, { kind: 'values' }>,
  askable: Askable,
  urn: string,
): Test {
  const parts = partsOf(path, askable, urn);
  if (path.sub !== null || parts === undefined) throw unaskable();
  const inner = compile(filter, parts, urn);
  return (bag) => listOf(bag[path.name]).some((item) => isBag(item) && inner(item));
}

function compileCompare(
  { path, operator, value }: Extract<Filter, { kind: 'compare' }>,
  askable: Askable,
  urn: string,
): Test {
  const { kind, read } = reach(path, askable, urn);
  if (value === null) {
    if (operator !== 'eq' && operator !== 'ne') throw unaskable();
    return (bag) => (read(bag).length === 0) === (operator === 'eq');
  }
  assertFits(kind, operator, value);
  const wanted = comparable(kind, value);
  if (operator === 'ne') return (bag) => !read(bag).some((found) => comparable(kind, found) === wanted);
  return (bag) => read(bag).some((found) => holds(operator, comparable(kind, found), wanted));
}

interface Reach {
  readonly kind: Kind;
  read(bag: Bag): Value[];
}

// `emails` alone stands for its `value` (RFC 7644, 3.4.2.2).
function reach(path: AttributePath, askable: Askable, urn: string): Reach {
  const parts = partsOf(path, askable, urn);
  if (parts === undefined) {
    const kind = askable[path.name];
    if (typeof kind !== 'string' || path.sub !== null) throw unaskable();
    return { kind, read: (bag) => listOf(bag[path.name]).filter(isValue) };
  }
  const sub = path.sub ?? 'value';
  const kind = Object.hasOwn(parts, sub) ? parts[sub] : undefined;
  if (kind === undefined) throw unaskable();
  return {
    kind,
    read: (bag) =>
      listOf(bag[path.name]).flatMap((item) => (isBag(item) ? listOf(item[sub]).filter(isValue) : [])),
  };
}

function partsOf(
  path: AttributePath,
  askable: Askable,
  urn: string,
): Readonly<Record<string, Kind>> | undefined {
  if ((path.urn !== null && path.urn !== urn) || !Object.hasOwn(askable, path.name)) throw unaskable();
  const parts = askable[path.name];
  return typeof parts === 'object' ? parts : undefined;
}

function assertFits(kind: Kind, operator: Operator, value: Literal): void {
  const fits = kind === 'truth' ? typeof value === 'boolean' : typeof value === 'string';
  const equality = operator === 'eq' || operator === 'ne';
  if (!fits || (kind === 'truth' && !equality)) throw unaskable();
  if (kind === 'moment' && (Number.isNaN(Date.parse(String(value))) || 'coswew'.includes(operator)))
    throw unaskable();
}

function comparable(kind: Kind, value: Value): Value {
  if (kind === 'moment') return Date.parse(String(value));
  return kind === 'text' && typeof value === 'string' ? value.normalize('NFC').toLowerCase() : value;
}

function holds(operator: Exclude<Operator, 'ne'>, found: Value, wanted: Value): boolean {
  switch (operator) {
    case 'eq':
      return found === wanted;
    case 'co':
      return String(found).includes(String(wanted));
    case 'sw':
      return String(found).startsWith(String(wanted));
    case 'ew':
      return String(found).endsWith(String(wanted));
    case 'gt':
      return found > wanted;
    case 'ge':
      return found >= wanted;
    case 'lt':
      return found < wanted;
    case 'le':
      return found <= wanted;
  }
}

function folded(value: object): Bag {
  const bag: Record<string, unknown> = Object.create(null);
  for (const [name, item] of Object.entries(value)) bag[name.toLowerCase()] = foldedItem(item);
  return bag;
}

function foldedItem(item: unknown): unknown {
  if (Array.isArray(item)) return item.map(foldedItem);
  return typeof item === 'object' && item !== null ? folded(item) : item;
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

const isBag = (value: unknown): value is Bag => typeof value === 'object' && value !== null;
const isValue = (value: unknown): value is Value =>
  typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number';

function unaskable() {
  return refusal(
    'invalidFilter',
    'This cannot be asked: the attribute, the operator or the kind of the value does not fit.',
  );
}
