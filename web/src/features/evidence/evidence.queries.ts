import { infiniteQueryOptions } from '@tanstack/react-query';
import type { EvidencePage } from '#contracts/evidence.ts';
import { call } from '../../api/client.ts';

export const evidenceKey = (workspaceId: string, caseId: string) => [
  'w',
  workspaceId,
  'case',
  caseId,
  'evidence',
];

export const evidencePath = (workspaceId: string, evidenceId: string) =>
  `/workspaces/${workspaceId}/evidence/${evidenceId}`;

/** Where a file is shown from: sandboxed by the server, never as a page of ours. */
export const previewUrl = (workspaceId: string, evidenceId: string) =>
  `/api/v1${evidencePath(workspaceId, evidenceId)}/preview`;

/** Where a file is downloaded from, always as an attachment. */
export const contentUrl = (workspaceId: string, evidenceId: string) =>
  `/api/v1${evidencePath(workspaceId, evidenceId)}/content`;

export const evidenceQuery = (workspaceId: string, caseId: string) =>
  infiniteQueryOptions({
    queryKey: evidenceKey(workspaceId, caseId),
    queryFn: ({ pageParam, signal }) =>
      call<EvidencePage>('POST', `/workspaces/${workspaceId}/cases/${caseId}/evidence/query`, {
        body: { cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  });

/** Has the browser keep a file. One that is refused fails there; its refusal does not take the place of the page. */
export function downloadFile(workspaceId: string, evidenceId: string): void {
  const href = contentUrl(workspaceId, evidenceId);
  Object.assign(document.createElement('a'), { href, download: '' }).click();
}
