/** Where the content of a piece of evidence is shown from: sandboxed by the server, never as a page of ours. */
export function evidenceUrl(workspaceId: string, caseId: string, evidenceId: string): string {
  return `/api/v1/workspaces/${workspaceId}/cases/${caseId}/evidence/${evidenceId}/preview`;
}
