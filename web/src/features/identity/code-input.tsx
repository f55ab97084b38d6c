import type { ControlProps } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { codeOf, grouped } from './code-format.ts';

type CodeInputProps = ControlProps & {
  code: string;
  /** Told whenever the code has become another one, however it was typed. */
  onCode: (code: string) => void;
};

/** Twelve characters from a mail, shown in groups of four. */
export function CodeInput({ code, onCode, ...control }: CodeInputProps) {
  return (
    <Input
      {...control}
      autoFocus
      autoComplete="one-time-code"
      autoCapitalize="characters"
      spellCheck={false}
      placeholder="XXXX XXXX XXXX"
      value={grouped(code)}
      onChange={(event) => {
        const typed = codeOf(event.target.value);
        if (typed !== code) onCode(typed);
      }}
      className="h-12 text-center font-mono text-xl tracking-[0.12em]"
    />
  );
}
