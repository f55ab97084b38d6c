import { type ImportPlan, ImportReading } from '#contracts/case-imports.ts';
import { Field } from '../../ui/field.tsx';
import { Checkbox, Select } from '../../ui/input.tsx';
import { DELIMITER_NAMES, DELIMITERS, ENCODINGS } from './import-words.ts';

type ReadingFieldsProps = {
  plan: ImportPlan;
  onReading: (reading: ImportReading) => void;
};

/** How the bytes of the file are read: recognised, and changed where that went wrong. */
export function ReadingFields({ plan, onReading }: ReadingFieldsProps) {
  const now = {
    encoding: plan.encoding,
    delimiter: DELIMITER_NAMES[plan.delimiter],
    header: plan.header ? 'yes' : 'no',
  };
  const change = (part: Partial<typeof now> | { encoding: string } | { delimiter: string }) =>
    onReading(ImportReading.parse({ ...now, ...part }));
  return (
    <section aria-label="How the file is read" className="grid items-end gap-4 sm:grid-cols-3">
      <Field label="Encoding">
        {(control) => (
          <Select
            {...control}
            value={now.encoding}
            choices={ENCODINGS}
            onChange={(event) => change({ encoding: event.target.value })}
          />
        )}
      </Field>
      <Field label="Columns are separated by">
        {(control) => (
          <Select
            {...control}
            value={now.delimiter}
            choices={DELIMITERS}
            onChange={(event) => change({ delimiter: event.target.value })}
          />
        )}
      </Field>
      <Checkbox
        label="The first row names the columns"
        className="pb-1"
        checked={plan.header}
        onChange={(event) => change({ header: event.target.checked ? 'yes' : 'no' })}
      />
    </section>
  );
}
