import type { ImportPlan, ImportTarget, RowFault, RowProblem } from '#contracts/case-imports.ts';
import { CaseContent, FieldValue } from '#contracts/cases.ts';
import type { Severity } from '#contracts/common.ts';
import type { CaseType } from '#contracts/presets.ts';
import {
  type BroughtCase,
  checkFields,
  firstState,
  wayFor,
  wouldLoseSight,
} from '#server/features/cases/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { CsvRow } from './csv-reader.ts';
import { parseDate } from './dates.ts';
import { type House, plain } from './house.ts';

/** What a row makes, or why it makes nothing. */
export interface RowCase {
  readonly row: number;
  readonly brought: BroughtCase | undefined;
  readonly faults: readonly RowFault[];
  /** What stands in the cell of a target, trimmed. */
  readonly words: ReadonlyMap<ImportTarget, string>;
}

const MOST_TAGS = 30;

/** Reads a row as the plan says; nothing is asked but what is at hand. */
export function rowCase(row: CsvRow, plan: ImportPlan, house: House): RowCase {
  const words = new Map<ImportTarget, string>();
  for (const [at, target] of plan.columns.entries())
    if (target !== null) words.set(target, (row.cells[at] ?? '').trim());
  const reading = new RowReading(words, plan, house);
  if (row.broken !== undefined) reading.fault(null, row.broken);
  else if (row.cells.slice(plan.columns.length).some((cell) => cell.trim() !== ''))
    reading.fault(null, 'too-many-cells');
  const brought = row.broken === undefined ? reading.read() : undefined;
  const { faults } = reading;
  return { row: row.row, words, faults, brought: faults.length === 0 ? brought : undefined };
}

class RowReading {
  readonly faults: RowFault[] = [];
  readonly #words: ReadonlyMap<ImportTarget, string>;
  readonly #plan: ImportPlan;
  readonly #house: House;

  constructor(words: ReadonlyMap<ImportTarget, string>, plan: ImportPlan, house: House) {
    this.#words = words;
    this.#plan = plan;
    this.#house = house;
  }

  fault(target: ImportTarget | null, problem: RowProblem): void {
    this.faults.push({ target, problem });
  }

  read(): BroughtCase | undefined {
    const type = this.#type();
    if (type === undefined) return undefined;
    const brought = {
      type: type.key,
      title: this.#text('title', 'title'),
      summary: this.#text('summary', 'summary'),
      body: this.#body(),
      severity: this.#severity(),
      tagIds: this.#tags(),
      categoryId: this.#category(),
      ownerId: this.#owner(),
      dueAt: this.#date('due'),
      fields: this.#fields(type),
    };
    const state = this.#state(type);
    if (state === undefined) return undefined;
    const whole = { ...brought, state };
    if (this.faults.length === 0 && wayFor(this.#house.actor, this.#house.rules, whole) === undefined)
      this.fault('state', 'no-way-to-state');
    return whole;
  }

  #word(target: ImportTarget): string {
    return this.#words.get(target) ?? '';
  }

  #text(target: 'title' | 'summary' | 'body', shape: 'title' | 'summary' | 'body'): string {
    const word = this.#word(target);
    if (target === 'title' && word === '') this.fault('title', 'no-title');
    else this.#fits(target, CaseContent.shape[shape].safeParse(word));
    return word;
  }

  #fits(target: ImportTarget, parsed: { error?: { issues: readonly { code: string }[] } | undefined }): void {
    const code = parsed.error?.issues[0]?.code;
    if (code !== undefined) this.fault(target, code === 'too_big' ? 'too-long' : 'not-plain');
  }

  /** With the day it was made elsewhere as a remark: here a case is made today. */
  #body(): string {
    const body = this.#text('body', 'body');
    const made = this.#date('created');
    if (made === null) return body;
    return `${body}${body === '' ? '' : '\n\n'}_First recorded on ${made.slice(0, 10)}._`;
  }

  #type(): CaseType | undefined {
    const word = plain(this.#word('type'));
    const { caseTypes } = this.#house.rules;
    const found = caseTypes.find(({ key, label }) =>
      word === '' ? key === this.#plan.type : key === word || plain(label) === word,
    );
    if (found === undefined) this.fault('type', 'unknown-type');
    return found;
  }

  #state(type: CaseType): string | undefined {
    const word = plain(this.#word('state'));
    const asked = word === '' ? (this.#plan.state ?? firstState(type).key) : word;
    const found = type.states.find(({ key, label }) => key === asked || plain(label) === asked);
    if (found === undefined) this.fault('state', 'unknown-state');
    return found?.key;
  }

  #severity(): Severity | null {
    const word = plain(this.#word('severity'));
    if (word === '') return null;
    const parsed = CaseContent.shape.severity.safeParse(word);
    if (parsed.success) return parsed.data;
    this.fault('severity', 'unknown-severity');
    return null;
  }

  #tags(): string[] {
    const words = this.#word('tags')
      .split(/[;,|\n]/)
      .map(plain)
      .filter((word) => word !== '');
    const ids = [...new Set(words)].map((word) => this.#house.tags.get(word));
    if (ids.includes(undefined)) this.fault('tags', 'unknown-tag');
    if (ids.length > MOST_TAGS) this.fault('tags', 'too-many-tags');
    return [...new Set(ids)].filter((id) => id !== undefined);
  }

  #category(): string | null {
    const word = plain(this.#word('category'));
    if (word === '') return null;
    const found = this.#house.categories.get(word);
    if (found === undefined) this.fault('category', 'unknown-category');
    return found ?? null;
  }

  /** Whoever imports answers for what names nobody. */
  #owner(): string {
    const { actor, owners } = this.#house;
    const word = plain(this.#word('owner'));
    if (word === '') return actor.userId;
    const found = owners.get(word);
    if (found === undefined || wouldLoseSight(actor, found)) this.fault('owner', 'unknown-owner');
    return found ?? actor.userId;
  }

  #date(target: 'due' | 'created'): string | null {
    const word = this.#word(target);
    if (word === '') return null;
    const found = parseDate(word, this.#plan.dateFormat);
    if (found === undefined) this.fault(target, 'bad-date');
    return found ?? null;
  }

  #fields(type: CaseType): FieldValue[] {
    return [...this.#words].flatMap(([target, word]) => {
      if (!target.startsWith('field.') || word === '') return [];
      const key = target.slice('field.'.length);
      const definition = type.fields.find((field) => field.key === key);
      if (definition === undefined) {
        this.fault(target, 'unknown-field');
        return [];
      }
      const value =
        definition.kind === 'date' ? (parseDate(word, this.#plan.dateFormat)?.slice(0, 10) ?? word) : word;
      const field = { key, value };
      const parsed = FieldValue.safeParse(field);
      if (!parsed.success) this.#fits(target, parsed);
      else if (!isTaken(type, field)) this.fault(target, 'bad-value');
      return [field];
    });
  }
}

function isTaken(type: CaseType, field: FieldValue): boolean {
  try {
    checkFields(type, [field]);
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}
