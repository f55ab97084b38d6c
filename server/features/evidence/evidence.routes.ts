import { Readable } from 'node:stream';
import { CaseParams } from '#contracts/common.ts';
import {
  Evidence,
  EvidencePage,
  EvidenceParams,
  EvidencePatch,
  EvidenceQuery,
  EvidenceVersions,
  Upload,
  UploadCreate,
  UploadOffset,
  UploadParams,
} from '#contracts/evidence.ts';
import { PIECE_BYTES } from '#contracts/evidence-types.ts';
import { removal } from '#server/http/removal.ts';
import { defineRoute, inWorkspace, json, stream } from '#server/http/route.ts';
import { AppError } from '#server/platform/app-error.ts';
import { addPiece } from './add-piece.ts';
import { changeEvidence } from './change-evidence.ts';
import { listEvidence, readVersions } from './evidence.reads.ts';
import { openEvidence } from './open-evidence.ts';
import { cancelUpload, removeEvidence } from './remove-evidence.ts';
import { sendFile } from './send-file.routes.ts';
import { startUpload } from './start-upload.ts';
import { uploadStatus } from './upload-status.ts';

const BASE = '/api/v1/workspaces/:workspaceId';
const FILE_FACTS = ['evidence.name', 'evidence.caption', 'evidence.tags', 'evidence.sha256'];

const start = defineRoute({
  method: 'POST',
  url: `${BASE}/cases/:caseId/uploads`,
  summary: 'Announces a file; its bytes follow in pieces.',
  access: inWorkspace('evidence.add'),
  input: { params: CaseParams, body: UploadCreate },
  reply: json(Upload, 201),
  rate: 'upload',
  discloses: [],
  handle: ({ caller, params, body }) => startUpload(caller, { ...body, caseId: params.caseId }),
});

const piece = defineRoute({
  method: 'PATCH',
  url: `${BASE}/uploads/:uploadId`,
  summary: 'Takes the next piece of a file, at `Upload-Offset`.',
  access: inWorkspace('evidence.add'),
  input: { params: UploadParams },
  reply: json(Upload),
  rate: 'upload',
  discloses: [],
  reads: ['upload-offset'],
  bodyLimit: PIECE_BYTES,
  upload: true,
  handle({ caller, params, headers, stream: content }) {
    const offset = UploadOffset.safeParse(headers['upload-offset']);
    if (!offset.success) {
      throw new AppError('bad_request', {
        field: 'upload-offset',
        message: 'Upload-Offset is a count of bytes.',
      });
    }
    if (!(content instanceof Readable)) throw new AppError('unsupported_media_type');
    return addPiece(caller, { ...params, offset: offset.data, content });
  },
});

const status = defineRoute({
  method: 'GET',
  url: `${BASE}/uploads/:uploadId`,
  summary: 'Says where an upload of one’s own stands.',
  access: inWorkspace('evidence.add'),
  input: { params: UploadParams },
  reply: json(Upload),
  rate: 'read',
  discloses: [],
  handle: ({ caller, params }) => uploadStatus(caller, params),
});

const cancel = removal({
  url: `${BASE}/uploads/:uploadId`,
  summary: 'Gives up an upload of one’s own.',
  access: inWorkspace('evidence.add'),
  params: UploadParams,
  remove: cancelUpload,
});

const list = defineRoute({
  method: 'POST',
  url: `${BASE}/cases/:caseId/evidence/query`,
  summary: 'Lists the files of a case.',
  access: inWorkspace('case.read'),
  input: { params: CaseParams, body: EvidenceQuery },
  reply: json(EvidencePage),
  rate: 'read',
  discloses: FILE_FACTS,
  handle: ({ caller, params, body }) => listEvidence(caller, { ...body, caseId: params.caseId }),
});

const versions = defineRoute({
  method: 'GET',
  url: `${BASE}/evidence/:evidenceId/versions`,
  summary: 'Lists a file and those it replaced.',
  access: inWorkspace('case.read'),
  input: { params: EvidenceParams },
  reply: json(EvidenceVersions),
  rate: 'read',
  discloses: FILE_FACTS,
  handle: ({ caller, params }) => readVersions(caller, params),
});

const change = defineRoute({
  method: 'PATCH',
  url: `${BASE}/evidence/:evidenceId`,
  summary: 'Changes the name, caption, tags or visibility of a file.',
  access: inWorkspace('evidence.add'),
  input: { params: EvidenceParams, body: EvidencePatch },
  reply: json(Evidence),
  rate: 'write',
  discloses: FILE_FACTS,
  reads: ['if-match'],
  async handle({ caller, params, body, ifMatch, etag }) {
    const changed = await changeEvidence(caller, { ...params, patch: body, expected: ifMatch });
    etag(changed.version);
    return changed;
  },
});

const remove = removal({
  url: `${BASE}/evidence/:evidenceId`,
  summary: 'Deletes a file.',
  access: inWorkspace('item.delete'),
  params: EvidenceParams,
  remove: removeEvidence,
});

const content = defineRoute({
  method: 'GET',
  url: `${BASE}/evidence/:evidenceId/content`,
  summary: 'Gives out a file as an attachment, or one range of it.',
  access: inWorkspace('case.read'),
  input: { params: EvidenceParams },
  reply: stream('application/octet-stream'),
  rate: 'read',
  discloses: ['evidence.content', 'evidence.name'],
  reads: ['range'],
  async handle({ caller, params, headers, reply }) {
    const file = await openEvidence(caller, { ...params, range: headers.range, how: 'download' });
    return sendFile(reply, file, 'attachment');
  },
});

const preview = defineRoute({
  method: 'GET',
  url: `${BASE}/evidence/:evidenceId/preview`,
  summary: 'Shows a picture, PDF, drawing or text, sandboxed.',
  access: inWorkspace('case.read'),
  input: { params: EvidenceParams },
  reply: stream('image/*', 'application/pdf', 'text/plain', 'image/svg+xml'),
  rate: 'read',
  discloses: ['evidence.content', 'evidence.name'],
  reads: ['range'],
  async handle({ caller, params, headers, reply }) {
    const file = await openEvidence(caller, { ...params, range: headers.range, how: 'preview' });
    if (file.preview === undefined) {
      file.content.destroy();
      throw new AppError('not_found');
    }
    return sendFile(reply, file, 'inline');
  },
});

export const evidenceRoutes = [
  start,
  piece,
  status,
  cancel,
  list,
  versions,
  change,
  remove,
  content,
  preview,
];
