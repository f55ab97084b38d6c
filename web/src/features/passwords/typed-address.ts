let typed = '';

/** Keeps the address from one page of a sign-in for the next: not in the browser, not in a link. */
export function rememberAddress(email: string): void {
  typed = email;
}

export function typedAddress(): string {
  return typed;
}
