import { Readable } from 'node:stream';
import {
  CaseImport,
  CaseImports,
  IMPORT_PIECE_BYTES,
  ImportCheck,
  ImportCreate,
  ImportParams,
  ImportPlan,
  ImportReading,
  OpenImport,
} from '#contracts/case-imports.ts';
import { WorkspaceParams } from '#contracts/common.ts';
import { UploadOffset } from '#contracts/evidence.ts';
import { removal } from '#server/http/removal.ts';
import { defineRoute, inWorkspace, json, stream } from '#server/http/route.ts';
import { AppError } from '#server/platform/app-error.ts';
import { addPiece } from './add-piece.ts';
import { cancelRun, discardImport, runImport, undoImport } from './change-run.ts';
import { checkImport } from './check-import.ts';
import { planImport } from './plan-import.ts';
import { listCaseImports, openImport, readImport } from './read-imports.ts';
import { openRefused } from './refused-rows.ts';
import { startImport } from './start-import.ts';

const BASE = '/api/v1/workspaces/:workspaceId/case-imports';
const ONE = `${BASE}/:importId`;
const CONTENT = ['case-import.content', 'case-import.name'];

const list = defineRoute({
  method: 'GET',
  url: BASE,
  summary: 'Lists one’s own imports of cases and how far they are, the newest first.',
  access: inWorkspace('case.import'),
  input: { params: WorkspaceParams },
  reply: json(CaseImports),
  rate: 'read',
  discloses: [],
  handle: ({ caller }) => listCaseImports(caller),
});

const start = defineRoute({
  method: 'POST',
  url: BASE,
  summary: 'Announces a CSV file of cases; its bytes follow in pieces.',
  access: inWorkspace('case.import'),
  input: { params: WorkspaceParams, body: ImportCreate },
  reply: json(CaseImport, 201),
  rate: 'upload',
  discloses: [],
  handle: ({ caller, body }) => startImport(caller, body),
});

const piece = defineRoute({
  method: 'PATCH',
  url: `${ONE}/file`,
  summary: 'Takes the next piece of a CSV file, at `Upload-Offset`.',
  access: inWorkspace('case.import'),
  input: { params: ImportParams },
  reply: json(CaseImport),
  rate: 'upload',
  discloses: [],
  reads: ['upload-offset'],
  bodyLimit: IMPORT_PIECE_BYTES,
  upload: true,
  handle({ caller, params, headers, stream: content }) {
    const offset = UploadOffset.safeParse(headers['upload-offset']);
    if (!offset.success)
      throw new AppError('bad_request', {
        field: 'upload-offset',
        message: 'Upload-Offset is a count of bytes.',
      });
    if (!(content instanceof Readable)) throw new AppError('unsupported_media_type');
    return addPiece(caller, { importId: params.importId, offset: offset.data, content });
  },
});

const one = defineRoute({
  method: 'GET',
  url: ONE,
  summary: 'An import of one’s own, and how far it is.',
  access: inWorkspace('case.import'),
  input: { params: ImportParams },
  reply: json(CaseImport),
  rate: 'read',
  discloses: [],
  handle: ({ caller, params }) => readImport(caller, params.importId),
});

const columns = defineRoute({
  method: 'POST',
  url: `${ONE}/columns/query`,
  summary: 'The columns of a file, read in this way, with the first values in them; nothing is changed.',
  access: inWorkspace('case.import'),
  input: { params: ImportParams, body: ImportReading },
  reply: json(OpenImport),
  rate: 'search',
  discloses: CONTENT,
  handle: ({ caller, params, body }) => openImport(caller, params.importId, body),
});

const plan = defineRoute({
  method: 'PUT',
  url: `${ONE}/plan`,
  summary: 'Says how the file is read and which column becomes what.',
  access: inWorkspace('case.import'),
  input: { params: ImportParams, body: ImportPlan },
  reply: json(CaseImport),
  rate: 'write',
  discloses: [],
  handle: ({ caller, params, body }) => planImport(caller, { importId: params.importId, plan: body }),
});

const check = defineRoute({
  method: 'POST',
  url: `${ONE}/check`,
  summary:
    'Tries every row and makes nothing: the first cases as they would be, counts, and what is wrong where.',
  access: inWorkspace('case.import'),
  input: { params: ImportParams },
  reply: json(ImportCheck),
  rate: 'sensitive',
  discloses: CONTENT,
  handle: ({ caller, params }) => checkImport(caller, params.importId),
});

const run = defineRoute({
  method: 'POST',
  url: `${ONE}/run`,
  summary: 'Asks for the cases of a checked file; a job makes them.',
  access: inWorkspace('case.import'),
  input: { params: ImportParams },
  reply: json(CaseImport, 202),
  rate: 'write',
  discloses: [],
  handle: ({ caller, params }) => runImport(caller, { importId: params.importId }),
});

const cancel = removal({
  url: `${ONE}/run`,
  summary: 'Stops an import; cases it has made stay.',
  access: inWorkspace('case.import'),
  params: ImportParams,
  remove: async (caller, { importId }) => void (await cancelRun(caller, { importId })),
});

const undo = defineRoute({
  method: 'POST',
  url: `${ONE}/undoing`,
  summary: 'Asks for the cases of an import to be taken back, those that nobody has worked on since.',
  access: inWorkspace('case.import'),
  input: { params: ImportParams },
  reply: json(CaseImport, 202),
  rate: 'write',
  discloses: [],
  handle: ({ caller, params }) => undoImport(caller, { importId: params.importId }),
});

const refused = defineRoute({
  method: 'GET',
  url: `${ONE}/refused`,
  summary: 'The rows that were, or would be, refused, each with the reason, as CSV.',
  access: inWorkspace('case.import'),
  input: { params: ImportParams },
  reply: stream('text/csv'),
  rate: 'sensitive',
  discloses: CONTENT,
  handle: async ({ caller, params, reply }) => {
    const content = await openRefused(caller, params.importId);
    return reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="refused-rows.csv"')
      .send(content);
  },
});

const discard = removal({
  url: ONE,
  summary: 'Discards a file that nothing was made of.',
  access: inWorkspace('case.import'),
  params: ImportParams,
  remove: (caller, { importId }) => discardImport(caller, { importId }),
});

export const caseImportRoutes = [
  list,
  start,
  piece,
  one,
  columns,
  plan,
  check,
  run,
  cancel,
  undo,
  refused,
  discard,
];
