let under = false;

/** Whether this page is ending its own session: what is refused for that is no news, and leads nowhere else. */
export function isSigningOut(): boolean {
  return under;
}

/** Says that the page begins to end its session, or that it could not. */
export function setSigningOut(now: boolean): void {
  under = now;
}
