import type { ScimOperation } from '#contracts/scim.ts';
import type { AttributePath, Filter } from '../filter/filter.ts';
import { type Askable, type Kind, matcher } from '../filter/matches.ts';
import { type PatchPath, parsePath } from '../filter/parse-filter.ts';
import { refusal } from '../refusal.ts';

/** A resource as it is changed: attributes by their names as the schema writes them. */
export type Draft = Record<string, unknown>;

/** What of a resource may be changed, and how its attributes are built. */
export interface Patchable {
  readonly urn: string;
  readonly attributes: Readonly<Record<string, Shape>>;
}

/** `many`: a list of values, each with these parts. `unkept`: of the schema, taken and dropped. */
export type Shape =
  | { readonly kind: 'one' }
  | { readonly kind: 'fixed' }
  | { readonly kind: 'unkept' }
  | { readonly kind: 'parts'; readonly parts: readonly string[] }
  | { readonly kind: 'many'; readonly parts: Readonly<Record<string, Kind>> };

interface Target {
  readonly name: string;
  readonly shape: Exclude<Shape, { kind: 'fixed' } | { kind: 'unkept' }>;
  readonly sub: string | null;
  readonly filter: Filter | null;
}

type Verb = 'add' | 'replace' | 'remove';

/**
 * The resource after these operations, as Entra ID and Okta send them (RFC 7644, 3.5.2): verbs in any case, values
 * without a path whose names are paths, `members[value eq "…"]`. What comes of it is checked like a replacement.
 * @throws AppError invalidPath, noTarget, mutability, invalidSyntax, invalidValue
 */
export function applyPatch(before: Draft, operations: readonly ScimOperation[], patchable: Patchable): Draft {
  const draft = structuredClone(before);
  for (const { op, path, value } of operations) {
    const verb = verbOf(op);
    if (path !== null && path !== undefined && path !== '') change(draft, verb, path, value, patchable);
    else if (verb === 'remove') throw refusal('noTarget', 'To remove something, name it.');
    else for (const [name, item] of entriesOf(value)) change(draft, verb, name, item, patchable);
  }
  return draft;
}

function verbOf(op: string): Verb {
  const verb = op.toLowerCase();
  if (verb === 'add' || verb === 'replace' || verb === 'remove') return verb;
  throw refusal('invalidSyntax', 'An operation adds, replaces or removes.');
}

function entriesOf(value: unknown): [string, unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw refusal('invalidValue', 'Without a path the value is an object.');
  return Object.entries(value);
}

function change(draft: Draft, verb: Verb, path: string, value: unknown, patchable: Patchable): void {
  if (foreign(path, patchable)) return;
  const target = targetOf(parsePath(path), patchable);
  if (target === undefined) return;
  const gone = verb === 'remove' || value === null || value === undefined;
  if (target.shape.kind === 'many') changeMany(draft, verb, target, value, target.shape.parts, patchable.urn);
  else if (target.filter !== null) throw refusal('invalidPath', 'Only of several values one can be named.');
  else if (target.shape.kind === 'parts') changeParts(draft, verb, target, target.shape.parts, value);
  else if (gone) delete draft[target.name];
  else draft[target.name] = value;
}

/** What belongs to an extension is taken and not kept. */
function foreign(path: string, { urn }: Patchable): boolean {
  const name = path.toLowerCase();
  return name.startsWith('urn:') && !name.startsWith(`${urn.toLowerCase()}:`);
}

function targetOf({ attribute, filter }: PatchPath, { attributes }: Patchable): Target | undefined {
  const [name, shape] = named(attributes, attribute);
  if (shape.kind === 'fixed') throw refusal('mutability', 'This attribute cannot be changed.');
  if (shape.kind === 'unkept') return undefined;
  if (attribute.sub === null) return { name, shape, sub: null, filter };
  if (shape.kind === 'one') throw refusal('invalidPath', 'This attribute has no parts.');
  const parts = shape.kind === 'parts' ? shape.parts : Object.keys(shape.parts);
  const sub = parts.find((part) => part.toLowerCase() === attribute.sub);
  if (sub === undefined) throw refusal('invalidPath', 'This attribute has no such part.');
  return { name, shape, sub, filter };
}

function named(attributes: Patchable['attributes'], { name }: AttributePath): [string, Shape] {
  const found = Object.entries(attributes).find(([known]) => known.toLowerCase() === name);
  if (found === undefined) throw refusal('invalidPath', 'There is no such attribute.');
  return found;
}

function changeParts(
  draft: Draft,
  verb: Verb,
  { name, sub }: Target,
  parts: readonly string[],
  value: unknown,
): void {
  const kept = isObject(draft[name]) ? draft[name] : {};
  if (sub !== null) {
    const { [sub]: _, ...rest } = kept;
    draft[name] = verb === 'remove' ? rest : { ...rest, [sub]: value };
  } else if (verb === 'remove' || value === null || value === undefined) delete draft[name];
  else draft[name] = verb === 'add' ? { ...kept, ...checkedParts(value, parts) } : checkedParts(value, parts);
}

function changeMany(
  draft: Draft,
  verb: Verb,
  target: Target,
  value: unknown,
  parts: Readonly<Record<string, Kind>>,
  urn: string,
): void {
  const { name, sub, filter } = target;
  const kept = listOf(draft[name]).filter(isObject);
  const chosen = filter === null ? () => true : matcher(filter, lowered(parts), urn);
  if (sub !== null) draft[name] = changedPart(kept, verb, { sub, chosen, filter }, value);
  else if (verb === 'remove') draft[name] = remaining(kept, filter === null ? value : undefined, chosen);
  else if (filter !== null) {
    if (!kept.some(chosen)) throw refusal('noTarget', 'No value fits this path.');
    const [given] = checkedList(value, parts);
    draft[name] = kept.map((item) => (chosen(item) ? { ...item, ...given } : item));
  } else
    draft[name] = verb === 'replace' ? checkedList(value, parts) : joined(kept, checkedList(value, parts));
}

interface Part {
  readonly sub: string;
  readonly chosen: (item: object) => boolean;
  readonly filter: Filter | null;
}

// Entra ID adds to `emails[type eq "work"].value` before there is one: the filter then says what it is.
function changedPart(
  kept: readonly Draft[],
  verb: Verb,
  { sub, chosen, filter }: Part,
  value: unknown,
): Draft[] {
  if (!kept.some(chosen)) {
    if (verb !== 'add') throw refusal('noTarget', 'No value fits this path.');
    return [...kept, { ...saidBy(filter), [sub]: value }];
  }
  return kept.map((item) => {
    if (!chosen(item)) return item;
    const { [sub]: _, ...rest } = item;
    return verb === 'remove' ? rest : { ...rest, [sub]: value };
  });
}

function saidBy(filter: Filter | null): Draft {
  if (filter?.kind === 'and') return { ...saidBy(filter.left), ...saidBy(filter.right) };
  if (filter?.kind !== 'compare' || filter.operator !== 'eq' || filter.path.sub !== null) return {};
  return { [filter.path.name]: filter.value };
}

/** All but those chosen; a value names them one by one, as Entra ID does it. */
function remaining(kept: readonly Draft[], value: unknown, chosen: (item: object) => boolean): Draft[] {
  if (value === undefined || value === null) return kept.filter((item) => !chosen(item));
  const named = new Set(listOf(value).map((item) => (isObject(item) ? item.value : item)));
  return kept.filter((item) => !named.has(item.value));
}

function joined(kept: readonly Draft[], given: readonly Draft[]): Draft[] {
  const known = new Set(kept.map(({ value }) => value));
  return [...kept, ...given.filter(({ value }) => !known.has(value))];
}

function checkedList(value: unknown, parts: Readonly<Record<string, Kind>>): Draft[] {
  return listOf(value).map((item) =>
    checkedParts(isObject(item) ? item : { value: item }, Object.keys(parts)),
  );
}

function checkedParts(value: unknown, parts: readonly string[]): Draft {
  if (!isObject(value)) throw refusal('invalidValue', 'The value of this attribute is an object.');
  const entries = Object.entries(value).map(([name, item]) => {
    const part = parts.find((known) => known.toLowerCase() === name.toLowerCase());
    if (part === undefined) throw refusal('invalidPath', 'This attribute has no such part.');
    return [part, item] as const;
  });
  return Object.fromEntries(entries);
}

const lowered = (parts: Readonly<Record<string, Kind>>): Askable =>
  Object.fromEntries(Object.entries(parts).map(([name, kind]) => [name.toLowerCase(), kind]));

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

const isObject = (value: unknown): value is Draft =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
