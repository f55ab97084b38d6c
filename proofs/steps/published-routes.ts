import { z } from 'zod';
import { Action } from '#contracts/access.ts';
import type { ProbeCall, ProbeContext } from '../probe-context.ts';
import { exampleOf, type JsonSchema } from './example.ts';
import { prepared } from './expect.ts';

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

const operationSchema = z.object({
  operationId: z.string().optional(),
  security: z.array(z.record(z.string(), z.array(z.string()))).optional(),
  'x-access': z.object({ kind: z.string(), action: Action.optional() }).optional(),
  requestBody: z
    .object({ content: z.record(z.string(), z.object({ schema: z.custom<JsonSchema>().optional() })) })
    .optional(),
});

const documentSchema = z.object({
  paths: z.record(z.string(), z.partialRecord(z.enum(methods), operationSchema)),
});

/** One operation of the interface as the deployment itself describes it. */
export type PublishedRoute = {
  readonly method: Exclude<ProbeCall['method'], undefined>;
  /** As published, for example `/api/v1/workspaces/{workspaceId}`. */
  readonly template: string;
  readonly parameters: readonly string[];
  /** Needs nobody to be signed in. */
  readonly open: boolean;
  /** Needs an operator's token. */
  readonly operator: boolean;
  /** Needs a token of its own kind; whoever a cookie belongs to counts for nothing there. */
  readonly cookieless: boolean;
  /** The line of the role table it asks for, in a workspace. */
  readonly action: Action | undefined;
  readonly takesJson: boolean;
  /** Takes a form, as a page of the provider of single sign-on sends it. */
  readonly takesForm: boolean;
  /** A body its schema accepts, as far as a schema says; undefined where it takes none. */
  readonly example: unknown;
  /** The address with its parameters filled in; `otherwise` stands in for those not named. */
  readonly path: (values: Readonly<Record<string, string>> & { readonly otherwise: string }) => string;
};

/** Every operation in the deployment's own OpenAPI document. */
export async function publishedRoutes({ call }: ProbeContext): Promise<PublishedRoute[]> {
  const { paths } = prepared(await call({ path: '/api/openapi.json' }), documentSchema, 'reading the API');
  return Object.entries(paths).flatMap(([template, operations]) =>
    methods.flatMap((method) => {
      const operation = operations[method];
      return operation ? [route(template, method, operation)] : [];
    }),
  );
}

function route(
  template: string,
  method: (typeof methods)[number],
  operation: z.infer<typeof operationSchema>,
): PublishedRoute {
  const schema = operation.requestBody?.content['application/json']?.schema;
  const asks = (scheme: string) => operation.security?.some((one) => scheme in one) ?? false;
  return {
    method: upper[method],
    template,
    parameters: [...template.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''),
    open: operation.security?.length === 0,
    operator: asks('operator'),
    cookieless: asks('operator') || asks('directory'),
    action: operation['x-access']?.action,
    takesJson: schema !== undefined,
    takesForm: operation.requestBody?.content['application/x-www-form-urlencoded'] !== undefined,
    example: schema === undefined ? undefined : exampleOf(schema),
    path: (values) => template.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? values.otherwise),
  };
}

const upper = { get: 'GET', post: 'POST', put: 'PUT', patch: 'PATCH', delete: 'DELETE' } as const;
