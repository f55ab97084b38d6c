import {
  AcceptAgreement,
  Acceptance,
  AcceptanceParams,
  Agreement,
  AgreementText,
} from '#contracts/agreement.ts';
import { WorkspaceParams } from '#contracts/common.ts';
import { SignedRecord } from '#contracts/records.ts';
import { anyone, defineRoute, inWorkspace, inWorkspaceAnew, json, stream } from '#server/http/route.ts';

const BASE = '/api/v1/workspaces/:workspaceId/agreement';

/** Loaded when first asked for: few ask. */
const reading = () => import('./read-agreement.ts');
const texts = () => import('./agreement-text.ts');
const pages = () => import('./agreement.pdf.ts');

const offered = defineRoute({
  method: 'GET',
  url: '/api/v1/trust/agreement',
  summary: 'The data processing agreement that this deployment offers.',
  access: anyone,
  input: {},
  reply: json(AgreementText),
  rate: 'public',
  discloses: [],
  handle: async ({ caller }) => (await texts()).agreementText(caller.services),
});

const get = defineRoute({
  method: 'GET',
  url: BASE,
  summary: 'The data processing agreement, who accepted which version, and what changed since.',
  access: inWorkspace('workspace.secure'),
  input: { params: WorkspaceParams },
  reply: json(Agreement),
  rate: 'read',
  discloses: ['member.name'],
  handle: async ({ caller }) => (await reading()).readAgreement(caller),
});

const print = defineRoute({
  method: 'GET',
  url: `${BASE}/agreement.pdf`,
  summary: 'The data processing agreement as it stands, on paper.',
  access: inWorkspace('workspace.secure'),
  input: { params: WorkspaceParams },
  reply: stream('application/pdf'),
  rate: 'read',
  discloses: [],
  handle: async ({ caller, reply }) => {
    const { text } = await (await reading()).readAgreement(caller);
    const page = await (await pages()).agreementPdf(text);
    return reply.headers(pdfHeaders(text.version, page)).send(page);
  },
});

const accept = defineRoute({
  method: 'POST',
  url: `${BASE}/acceptances`,
  summary: 'Accepts the data processing agreement, with name, function, organisation and version.',
  access: inWorkspaceAnew('workspace.secure'),
  input: { params: WorkspaceParams, body: AcceptAgreement },
  reply: json(Acceptance, 201),
  rate: 'sensitive',
  discloses: [],
  handle: async ({ caller, body }) => (await import('./accept-agreement.ts')).acceptAgreement(caller, body),
});

const record = defineRoute({
  method: 'GET',
  url: `${BASE}/acceptances/:acceptanceId`,
  summary: 'The record of an acceptance as it was written, with its signature.',
  access: inWorkspace('workspace.secure'),
  input: { params: AcceptanceParams },
  reply: json(SignedRecord),
  rate: 'read',
  discloses: ['member.name'],
  handle: async ({ caller, params }) => (await reading()).readAcceptance(caller, params.acceptanceId),
});

const printAccepted = defineRoute({
  method: 'GET',
  url: `${BASE}/acceptances/:acceptanceId/agreement.pdf`,
  summary: 'The agreement as it was accepted, on paper, with who accepted it.',
  access: inWorkspace('workspace.secure'),
  input: { params: AcceptanceParams },
  reply: stream('application/pdf'),
  rate: 'read',
  discloses: ['member.name'],
  handle: async ({ caller, params, reply }) => {
    const { text, record } = await (await reading()).readAcceptedText(caller, params.acceptanceId);
    const page = await (await pages()).agreementPdf(text, record);
    return reply.headers(pdfHeaders(text.version, page)).send(page);
  },
});

const pdfHeaders = (version: string, page: Buffer) => ({
  'content-type': 'application/pdf',
  'content-length': page.length,
  'content-disposition': `attachment; filename="agreement-${version}.pdf"`,
});

export const agreementRoutes = [offered, get, print, accept, record, printAccepted];
