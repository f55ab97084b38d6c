/** A row of a list, and the link in it that the whole row leads to. */
export const ROW =
  'group relative flex min-h-11 items-center gap-3 px-4 py-2 hover:bg-hover focus-within:bg-hover';

export const ROW_LINK =
  'font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent-ink';
