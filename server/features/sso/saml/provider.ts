/** An identity provider as its metadata tells it, and nothing that metadata does not. */
export interface SamlProvider {
  readonly entityId: string;
  /** Where sign-in requests go, by redirect. */
  readonly signOnUrl: string;
  /** Where sign-out requests go, and where answers to its own go. */
  readonly signOut: { readonly url: string; readonly answersTo: string } | null;
  /** Certificates it may sign with, base64 DER; several while it changes from one to the next. */
  readonly certificates: readonly string[];
}

/** Ourselves towards one provider: every connection has names of its own. */
export interface ServiceProvider {
  readonly entityId: string;
  readonly answersTo: string;
  /** Where its sign-out messages go, by redirect and by form. */
  readonly signOutPage: string;
  readonly signOutForm: string;
}

export function serviceProviderOf(publicUrl: string, connectionId: string): ServiceProvider {
  const base = `${publicUrl}/api/v1/sso/${connectionId}`;
  return {
    entityId: `${base}/metadata`,
    answersTo: `${base}/answers`,
    signOutPage: `${publicUrl}/sign-out/sso/${connectionId}`,
    signOutForm: `${base}/sign-outs`,
  };
}
