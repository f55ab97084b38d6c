import type { FieldValue } from '#contracts/cases.ts';
import type { FieldDefinition } from '#contracts/presets.ts';
import { type ControlProps, Field } from '../../ui/field.tsx';
import { Input, Select } from '../../ui/input.tsx';

type CustomFieldsProps = {
  definitions: readonly FieldDefinition[];
  values: readonly FieldValue[];
  onChange: (values: FieldValue[]) => void;
};

/** The fields that the case's type adds. */
export function CustomFields({ definitions, values, onChange }: CustomFieldsProps) {
  const set = (key: string, value: string) => {
    const others = values.filter((one) => one.key !== key);
    onChange(value === '' ? others : [...others, { key, value }]);
  };
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {definitions.map((definition) => (
        <Field key={definition.key} label={definition.label} optional>
          {(control) => (
            <CustomControl
              control={control}
              definition={definition}
              value={values.find(({ key }) => key === definition.key)?.value ?? ''}
              onChange={(value) => set(definition.key, value)}
            />
          )}
        </Field>
      ))}
    </div>
  );
}

type CustomControlProps = {
  control: ControlProps;
  definition: FieldDefinition;
  value: string;
  onChange: (value: string) => void;
};

function CustomControl({ control, definition, value, onChange }: CustomControlProps) {
  const { kind, choices } = definition;
  if (kind === 'choice') {
    return (
      <Select
        {...control}
        empty="Not set"
        choices={choices.map((one) => ({ value: one, label: one }))}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  }
  return (
    <Input
      {...control}
      type={kind}
      step={kind === 'number' ? 'any' : undefined}
      maxLength={2000}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
