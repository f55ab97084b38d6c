import { FormFrame } from '../../app/public-frame.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/state.tsx';

type IntroductionProps = {
  /** A kit was made before, and may be on paper already. */
  printed: boolean;
  busy: boolean;
  error: string | undefined;
  onShow: () => void;
  onPrinted: () => void;
};

const FACTS = [
  {
    title: 'It brings everything back',
    text: 'Should this machine burn, the page and a backup are enough to restore all of it on an empty one.',
  },
  {
    title: 'Nothing else does',
    text: 'Backups are sealed to a key that stands on this page alone. The server cannot read its own backups, so a thief of the server cannot either.',
  },
  {
    title: 'It is shown once',
    text: 'Print it twice and keep the two apart, not beside the backups. Then type the check word on it, and the set-up is done.',
  },
];

/** What the page is for, before it is shown. */
export function KitIntroduction({ printed, busy, error, onShow, onPrinted }: IntroductionProps) {
  return (
    <FormFrame
      title="Keep the recovery kit"
      lead="One printed page, the last step of the set-up. You will need it on a bad day only."
    >
      <dl className="space-y-4">
        {FACTS.map(({ title, text }) => (
          <div key={title}>
            <dt className="font-medium">{title}</dt>
            <dd className="mt-0.5 text-ink-soft">{text}</dd>
          </div>
        ))}
      </dl>
      {error ? (
        <div className="mt-5">
          <Notice tone="bad">{error}</Notice>
        </div>
      ) : null}
      <div className="mt-7 grid gap-2.5">
        <Button look="primary" size="lg" busy={busy} onClick={onShow}>
          {printed ? 'Make a new recovery kit' : 'Show the recovery kit'}
        </Button>
        {printed ? (
          <Button size="lg" onClick={onPrinted}>
            I have the newest page on paper
          </Button>
        ) : null}
      </div>
    </FormFrame>
  );
}
