import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { randomToken } from '#server/security/crypto/index.ts';

/** Enough of the AWS KMS protocol to try a root key against: it never gives out what it did not wrap itself. */
export interface FakeKms {
  readonly endpoint: string;
  /** What was asked, in order, such as `Decrypt`. */
  readonly asked: string[];
  /** While set, every question is answered with this error. */
  refusal: string | undefined;
  close(): Promise<void>;
}

const Question = z.object({
  KeyId: z.string(),
  EncryptionContext: z.record(z.string(), z.string()),
  CiphertextBlob: z.string().optional(),
  Plaintext: z.string().optional(),
  KeySpec: z.string().optional(),
});
type Question = z.infer<typeof Question>;

export async function startFakeKms(keyIds: string[]): Promise<FakeKms> {
  const vault = new Map<string, { keyId: string; context: string; plaintext: string }>();
  const asked: string[] = [];

  function wrap(question: Question, plaintext: string): object {
    const blob = Buffer.from(randomToken(48)).toString('base64');
    vault.set(blob, { keyId: question.KeyId, context: contextOf(question), plaintext });
    return { KeyId: question.KeyId, CiphertextBlob: blob };
  }

  function answer(operation: string, question: Question): object {
    if (!keyIds.includes(question.KeyId)) return refuse('NotFoundException');
    if (operation === 'GenerateDataKeyWithoutPlaintext') {
      return wrap(question, Buffer.from(randomToken(24)).toString('base64'));
    }
    if (operation === 'Encrypt') return wrap(question, question.Plaintext ?? '');
    const kept = vault.get(question.CiphertextBlob ?? '');
    if (operation !== 'Decrypt' || kept?.context !== contextOf(question)) {
      return refuse('InvalidCiphertextException');
    }
    if (kept.keyId !== question.KeyId) return refuse('IncorrectKeyException');
    return { KeyId: kept.keyId, Plaintext: kept.plaintext };
  }

  const server = createServer(async (request, response) => {
    const operation = operationOf(request);
    asked.push(operation);
    const question = Question.parse(JSON.parse(await text(request)));
    const reply = fake.refusal === undefined ? answer(operation, question) : refuse(fake.refusal);
    const failed = '__type' in reply;
    response.statusCode = !failed ? 200 : fake.refusal?.startsWith('KMSInternal') ? 500 : 400;
    response.setHeader('content-type', 'application/x-amz-json-1.1').end(JSON.stringify(reply));
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });

  const fake: FakeKms = {
    endpoint: `http://127.0.0.1:${port}`,
    asked,
    refusal: undefined,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return fake;
}

function operationOf(request: IncomingMessage): string {
  return String(request.headers['x-amz-target']).replace('TrentService.', '');
}

function contextOf({ EncryptionContext }: Question): string {
  return JSON.stringify(Object.entries(EncryptionContext).sort());
}

function refuse(name: string): { __type: string } {
  return { __type: name };
}
