import Eye from 'lucide-react/icons/eye';
import EyeOff from 'lucide-react/icons/eye-off';
import { type ComponentProps, useState } from 'react';
import { IconButton } from './button.tsx';
import { cx } from './cx.ts';
import { Input } from './input.tsx';

type PasswordInputProps = Omit<ComponentProps<'input'>, 'type' | 'autoComplete'> & {
  /** What a password manager offers here: the one it knows, or one it makes. */
  autoComplete: 'current-password' | 'new-password';
};

/** A password, hidden until the person wants to see what they typed; pasting is as good as typing. */
export function PasswordInput({ className, ...rest }: PasswordInputProps) {
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <span className="relative block">
      <Input
        {...rest}
        type={shown ? 'text' : 'password'}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        className={cx('h-10 pr-11', className)}
      />
      <IconButton
        label={shown ? 'Hide the password' : 'Show the password'}
        icon={<Icon aria-hidden className="size-4" />}
        onClick={() => setShown(!shown)}
        className="absolute top-1 right-1"
      />
    </span>
  );
}
