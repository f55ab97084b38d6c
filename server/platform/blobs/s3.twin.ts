import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface S3Twin {
  readonly endpoint: string;
  /** Every request seen, as `METHOD path?query`, with its headers. */
  readonly seen: { readonly line: string; readonly headers: IncomingMessage['headers'] }[];
  readonly openUploads: ReadonlySet<string>;
  /** From now on, requests whose line matches are answered with 500. */
  failOn(line: RegExp): void;
  close(): Promise<void>;
}

/** The few words of S3 that the store speaks, over real HTTP, kept in memory. Signatures are not checked. */
export async function startS3Twin(): Promise<S3Twin> {
  const objects = new Map<string, Buffer>();
  const uploads = new Map<string, Buffer[]>();
  const seen: S3Twin['seen'] = [];
  const openUploads = new Set<string>();
  let failing: RegExp | undefined;

  const store = (response: ServerResponse, request: IncomingMessage, path: string, body: Buffer) => {
    if (request.headers['if-none-match'] === '*' && objects.has(path)) return fail(response, 412);
    objects.set(path, body);
    return response.setHeader('etag', '"x"').end();
  };

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://s3');
    const path = url.pathname;
    const line = `${request.method} ${path}${url.search}`;
    seen.push({ line, headers: request.headers });
    const body = await buffer(request);
    if (failing?.test(line)) return fail(response, 500);
    const id = url.searchParams.get('uploadId');
    if (request.method === 'POST' && url.searchParams.has('uploads')) {
      const started = String(seen.length);
      uploads.set(started, []);
      openUploads.add(started);
      return response.end(xml('InitiateMultipartUploadResult', `<UploadId>${started}</UploadId>`));
    }
    if (id !== null) return multipart(request, response, { url, path, id, body });
    if (request.method === 'PUT') return store(response, request, path, body);
    if (request.method === 'DELETE') {
      objects.delete(path);
      return response.writeHead(204).end();
    }
    if (url.searchParams.get('list-type') === '2') return list(response, url);
    if (url.searchParams.has('versioning'))
      return response.end(xml('VersioningConfiguration', '<Status>Enabled</Status>'));
    if (url.searchParams.has('object-lock')) return fail(response, 404);
    if (url.searchParams.has('uploads')) return response.end(xml('ListMultipartUploadsResult', begun()));
    if (path === '/bucket' || path === '/bucket/') return response.end();
    return read(request, response, objects.get(path));
  };

  const multipart = (
    request: IncomingMessage,
    response: ServerResponse,
    { url, path, id, body }: { url: URL; path: string; id: string; body: Buffer },
  ) => {
    const parts = uploads.get(id) ?? [];
    if (request.method === 'PUT') {
      parts[Number(url.searchParams.get('partNumber')) - 1] = body;
      return response.setHeader('etag', '"p"').end();
    }
    openUploads.delete(id);
    if (request.method === 'DELETE') return response.writeHead(204).end();
    if (request.headers['if-none-match'] === '*' && objects.has(path)) return fail(response, 412);
    objects.set(path, Buffer.concat(parts));
    return response.end(xml('CompleteMultipartUploadResult', '<ETag>x</ETag>'));
  };

  const begun = () =>
    [...openUploads]
      .map(
        (id) =>
          `<Upload><Key>left</Key><UploadId>${id}</UploadId><Initiated>2020-01-01T00:00:00Z</Initiated></Upload>`,
      )
      .join('');

  const list = (response: ServerResponse, url: URL) => {
    const prefix = `/bucket/${url.searchParams.get('prefix')}`;
    const keys = [...objects.keys()].filter((key) => key.startsWith(prefix)).sort();
    const from = Number(url.searchParams.get('continuation-token') ?? 0);
    const item = (key: string) =>
      `<Contents><Key>${key.slice('/bucket/'.length)}</Key><Size>${objects.get(key)?.length}</Size></Contents>`;
    const next = from + 1 < keys.length ? `<NextContinuationToken>${from + 1}</NextContinuationToken>` : '';
    response.end(
      xml(
        'ListBucketResult',
        keys
          .slice(from, from + 1)
          .map(item)
          .join('') + next,
      ),
    );
  };

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    openUploads,
    failOn: (line) => {
      failing = line;
    },
    close: () => new Promise((done) => server.close(() => done())),
  };
}

function read(request: IncomingMessage, response: ServerResponse, content: Buffer | undefined): unknown {
  if (!content) return fail(response, 404);
  const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
  const body = range ? content.subarray(Number(range[1]), Number(range[2]) + 1) : content;
  response.writeHead(range ? 206 : 200, { 'content-length': body.length });
  return response.end(request.method === 'HEAD' ? undefined : body);
}

function fail(response: ServerResponse, status: number): void {
  response.writeHead(status).end(xml('Error', `<Code>E${status}</Code><Message>twin</Message>`));
}

function xml(name: string, inner: string): string {
  return `<?xml version="1.0"?><${name}>${inner}</${name}>`;
}
