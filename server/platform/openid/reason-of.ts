import { ClientError, ResponseBodyError, WWWAuthenticateChallengeError } from 'openid-client';
import { OutsideError } from '../fetch-outside/index.ts';
import { OpenidError, type OpenidReason } from './openid-error.ts';

/** What was wrong with an answer, in our words. What cannot be told apart was malformed. */
export function reasonOf(error: unknown): OpenidReason {
  if (error instanceof OpenidError) return error.reason;
  if (error instanceof ResponseBodyError || error instanceof WWWAuthenticateChallengeError)
    return 'refused-code';
  if (!(error instanceof ClientError)) return 'malformed';
  const { cause } = error;
  if (cause instanceof OutsideError || error.code === 'OAUTH_TIMEOUT') return 'unreachable';
  return BY_CODE[error.code ?? ''] ?? BY_CLAIM[claimIn(cause)] ?? byMessage(cause);
}

const BY_CODE: Readonly<Record<string, OpenidReason>> = {
  OAUTH_JWT_TIMESTAMP_CHECK_FAILED: 'time',
  OAUTH_KEY_SELECTION_FAILED: 'signature',
  OAUTH_UNSUPPORTED_OPERATION: 'signature',
  OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED: 'subject',
};

const BY_CLAIM: Readonly<Record<string, OpenidReason>> = {
  iss: 'issuer',
  aud: 'audience',
  azp: 'audience',
  nonce: 'nonce',
};

function claimIn(cause: unknown): string {
  const facts = cause instanceof Error ? cause.cause : undefined;
  return typeof facts === 'object' && facts !== null && 'claim' in facts ? String(facts.claim) : '';
}

function byMessage(cause: unknown): OpenidReason {
  const message = cause instanceof Error ? cause.message : '';
  return /signature|"alg"/.test(message) ? 'signature' : 'malformed';
}
