import { WorkspaceParams } from '#contracts/common.ts';
import { SearchPage, SearchRequest } from '#contracts/search.ts';
import { defineRoute, inWorkspace, json } from '#server/http/route.ts';
import { searchCases } from './search-cases.ts';

const search = defineRoute({
  method: 'POST',
  url: '/api/v1/workspaces/:workspaceId/search',
  summary: 'Finds cases by words and beginnings of words, best first.',
  access: inWorkspace('case.read'),
  input: { params: WorkspaceParams, body: SearchRequest },
  reply: json(SearchPage),
  rate: 'search',
  discloses: ['title', 'summary', 'body', 'comment', 'evidence'],
  handle: ({ caller, body }) => searchCases(caller, body),
});

export const searchRoutes = [search];
