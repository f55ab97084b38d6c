import type { OidcAnswer } from '#contracts/sso.ts';
import { OpenidError, type Redeemed, redeemCode } from '#server/platform/openid/index.ts';
import type { Origin } from '#server/security/caller.ts';
import type { Services } from '#server/security/services.ts';
import { AnswerRefusal } from './answer-refusal.ts';
import { type OidcFlow, openOidc, type ProviderSubject } from './flow.ts';
import { checkManaged } from './oidc/check-managed.ts';
import { relyingPartyOf } from './oidc/relying-party.ts';
import { vouchedBy } from './oidc/vouched-by.ts';
import { type Asked, findAsked, settle } from './settle-answer.ts';

/** Longer than this it does not fit into an address. */
const LONGEST_HINT = 8_000;

/**
 * Takes the redirect of an OpenID provider, and gives the path where the browser goes on. As with SAML nobody is
 * signed in here: our own page claims the arrival, in the browser that began (ADR 0025).
 */
export async function takeCode(
  services: Services,
  origin: Origin,
  connectionId: string,
  answer: OidcAnswer,
): Promise<string> {
  const connection = await openOidc(services, connectionId);
  const asked = await findAsked(services, connection, answer.state);
  return settle(services, origin, connection, asked, async () => {
    const redeemed = await redeem(services, connection, asked, answer);
    const vouched = vouchedBy(redeemed.claims, redeemed.userinfo);
    checkManaged(redeemed.claims, vouched, connection.settings.mapping);
    // Without the signature: some kinds of it can be written in two ways.
    const token = redeemed.idToken.slice(0, redeemed.idToken.lastIndexOf('.'));
    return { token, vouched, subject: subjectOf(redeemed) };
  });
}

async function redeem(
  services: Services,
  { id, settings: { provider, client } }: OidcFlow,
  asked: Asked | undefined,
  { code, state, iss, error }: OidcAnswer,
): Promise<Redeemed> {
  if (asked?.state.openid === undefined || state === undefined) throw new AnswerRefusal('unasked');
  if (iss === undefined ? provider.namesItself : iss !== provider.issuer) throw new AnswerRefusal('issuer');
  if (error !== undefined) throw new AnswerRefusal('status');
  if (code === undefined) throw new AnswerRefusal('malformed');
  const { redirectUri } = relyingPartyOf(services.publicUrl, id);
  try {
    return await redeemCode(services.outside, {
      provider,
      client: { id: client.id, secret: client.secret, redirectUri },
      answer: { code, state, iss },
      secrets: asked.state.openid,
      now: services.clock.now(),
    });
  } catch (failure) {
    throw failure instanceof OpenidError ? new AnswerRefusal(failure.reason) : failure;
  }
}

function subjectOf({ claims: { sub, sid }, idToken }: Redeemed): ProviderSubject {
  return {
    nameId: String(sub),
    format: null,
    nameQualifier: null,
    spNameQualifier: null,
    sessionIndex: typeof sid === 'string' && sid.length <= 255 ? sid : null,
    ...(idToken.length <= LONGEST_HINT && { idToken }),
  };
}
