import { useMutation } from '@tanstack/react-query';
import { sentenceOf } from '../../api/api-error.ts';
import { leaveFor } from '../../app/leave.ts';
import { Button } from '../../ui/button.tsx';
import { offerFor, startAt } from './provider-for.ts';

type SsoChoiceProps = {
  email: string;
  /** Where they wanted to go. */
  wanted: string | undefined;
};

/** Offers the provider of whoever's address this is; which one is told by the domain alone. */
export function SsoChoice({ email, wanted }: SsoChoiceProps) {
  const leave = useMutation({
    mutationFn: () => providerFor(email, wanted),
    onSuccess: (location) => {
      if (location !== null) leaveFor(location);
    },
  });
  const said = leave.isError
    ? sentenceOf(leave.error)
    : leave.data === null
      ? 'No single sign-on is set up for addresses of this domain.'
      : undefined;
  return (
    <div className="mt-2.5 space-y-2">
      <Button
        size="lg"
        className="w-full"
        busy={leave.isPending || Boolean(leave.data)}
        disabled={!email.includes('@')}
        onClick={() => leave.mutate()}
      >
        Use single sign-on
      </Button>
      {said === undefined ? null : (
        <p role="alert" className="text-ink-soft">
          {said}
        </p>
      )}
    </div>
  );
}

async function providerFor(email: string, wanted: string | undefined): Promise<string | null> {
  const connectionId = await offerFor(email);
  return connectionId === null ? null : startAt(connectionId, wanted);
}
