import { SignInCodeSent } from '#contracts/identity.ts';
import { SetupRequest, SetupState } from '#contracts/setup.ts';
import { anyone, defineRoute, json } from '#server/http/route.ts';
import { setUp, setupState } from './setup.ts';

const stateRoute = defineRoute({
  method: 'GET',
  url: '/api/v1/setup',
  summary: 'Tells whether the first workspace is still to be made, and whether the recovery kit is on paper.',
  access: anyone,
  input: {},
  reply: json(SetupState),
  rate: 'public',
  discloses: [],
  handle: ({ caller }) => setupState(caller.services),
});

const setupRoute = defineRoute({
  method: 'POST',
  url: '/api/v1/setup',
  summary: 'Makes the first account and workspace, by the one-time link of the console.',
  access: anyone,
  input: { body: SetupRequest },
  reply: json(SignInCodeSent),
  rate: 'sign_in',
  discloses: [],
  handle: ({ caller, body }) => setUp(caller.services, caller.origin, body),
});

export const setupRoutes = [stateRoute, setupRoute];
