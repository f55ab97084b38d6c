import type { DeparturePreview } from '#contracts/leaver.ts';

const counted = (count: number, one: string, many = `${one}s`) =>
  count === 0 ? [] : [count === 1 ? `1 ${one}` : `${count} ${many}`];

/** What ends with a departure, in words; what is none is not named. */
export function endingWords(preview: DeparturePreview): string[] {
  return [
    'Every session of theirs here, and any new sign-in',
    ...(preview.password ? ['Their password, for this workspace'] : []),
    ...counted(preview.passkeys, 'passkey, for this workspace', 'passkeys, for this workspace'),
    ...counted(preview.grants, 'grant on a restricted case', 'grants on restricted cases'),
    ...counted(preview.invitations, 'invitation that they sent', 'invitations that they sent'),
    ...(preview.directoryTies > 0 ? ['What your directory knows of them: it cannot put them back'] : []),
  ];
}

/** What goes to whoever takes over, in words. */
export function handedOverWords({ cases, contacts, seats, views, reviews }: DeparturePreview): string {
  const words = [
    ...counted(cases, 'case'),
    ...counted(contacts, 'contact'),
    ...counted(seats, 'staff slot'),
    ...counted(views, 'shared view'),
    ...counted(
      reviews,
      'open review, where it is theirs to decide',
      'open reviews, where they are theirs to decide',
    ),
  ];
  return words.length === 0 ? 'There is nothing to hand over' : `Gets ${words.join(', ')}`;
}
