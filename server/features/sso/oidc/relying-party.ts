/** Our own addresses towards one OpenID provider: every connection has its own, so answers cannot be mixed up. */
export interface RelyingParty {
  readonly redirectUri: string;
  /** Where the browser comes back to after signing out there. */
  readonly afterSignOut: string;
  /** Where the provider itself tells of sign-outs. */
  readonly backChannel: string;
}

export function relyingPartyOf(publicUrl: string, connectionId: string): RelyingParty {
  return {
    redirectUri: `${publicUrl}/api/v1/sso/${connectionId}/callback`,
    afterSignOut: `${publicUrl}/sign-in`,
    backChannel: `${publicUrl}/api/v1/sso/${connectionId}/back-channel-logouts`,
  };
}
