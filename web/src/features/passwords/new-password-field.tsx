import Check from 'lucide-react/icons/check';
import Circle from 'lucide-react/icons/circle';
import {
  missingFrom,
  PASSWORD_LEAST,
  PASSWORD_MOST,
  PASSWORD_RULES,
  passwordRuleWords,
} from '#contracts/password-rules.ts';
import { cx } from '../../ui/cx.ts';
import { Field } from '../../ui/field.tsx';
import { PasswordInput } from '../../ui/password-input.tsx';

// Read by password managers, so that what they make is taken at the first try.
const FOR_MANAGERS = {
  passwordrules: `minlength: ${PASSWORD_LEAST}; required: lower; required: upper; required: digit; required: [-!?.,:;_];`,
};

type NewPasswordFieldProps = {
  value: string;
  onChange: (password: string) => void;
  error: string | undefined;
  autoFocus?: boolean;
};

/** A password about to be set; says while one types what is missing of it. */
export function NewPasswordField({ value, onChange, error, autoFocus = false }: NewPasswordFieldProps) {
  return (
    <div className="space-y-2.5">
      <Field label="New password" error={error}>
        {(control) => (
          <PasswordInput
            {...FOR_MANAGERS}
            {...control}
            required
            autoFocus={autoFocus}
            autoComplete="new-password"
            maxLength={PASSWORD_MOST}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        )}
      </Field>
      <RuleList password={value} />
      <p className="text-ink-faint text-sm">
        Saving checks it against known breaches too. A password manager makes and remembers the best ones.
      </p>
    </div>
  );
}

function RuleList({ password }: { password: string }) {
  const missing = missingFrom(password);
  return (
    <ul aria-label="What it needs" className="grid gap-x-4 gap-y-1 text-sm min-[25rem]:grid-cols-2">
      {PASSWORD_RULES.map((rule) => {
        const met = !missing.includes(rule);
        const Icon = met ? Check : Circle;
        return (
          <li
            key={rule}
            data-rule={rule}
            data-met={met}
            className={cx('flex items-center gap-2', met ? 'text-good' : 'text-ink-soft')}
          >
            <Icon aria-hidden className={cx('size-4 shrink-0', !met && 'scale-50 opacity-70')} />
            {passwordRuleWords[rule]}
            <span className="sr-only">{met ? ', there' : ', missing'}</span>
          </li>
        );
      })}
    </ul>
  );
}
