import type { LogStream, StreamTarget } from '#contracts/log-watch.ts';

type Name =
  | 'host'
  | 'port'
  | 'authority'
  | 'address'
  | 'bucket'
  | 'region'
  | 'endpoint'
  | 'accessKeyId'
  | 'secretAccessKey';

/** What the form holds: text of fields, whatever the kind. */
export type StreamForm = Record<Name, string> & { name: string; whole: boolean; kind: LogStream['kind'] };

export const ANEW: StreamForm = {
  name: '',
  whole: false,
  kind: 'syslog',
  host: '',
  port: '6514',
  authority: '',
  address: '',
  bucket: '',
  region: '',
  endpoint: '',
  accessKeyId: '',
  secretAccessKey: '',
};

type FieldOf = {
  name: Name;
  label: string;
  hint?: string;
  many?: true;
  required?: boolean;
  type?: string;
  placeholder?: string;
  maxLength?: number;
};

/** The fields of each kind, in order. */
export const FIELDS: Readonly<Record<LogStream['kind'], readonly FieldOf[]>> = {
  syslog: [
    { name: 'host', label: 'Host', required: true, placeholder: 'siem.example.org', maxLength: 253 },
    { name: 'port', label: 'Port', required: true, type: 'number' },
    {
      name: 'authority',
      label: 'Certificate authority',
      hint: 'PEM, where it is one of your own',
      many: true,
    },
  ],
  webhook: [
    {
      name: 'address',
      label: 'Address',
      hint: 'Signed as Standard Webhooks says; its secret is shown once.',
      required: true,
      type: 'url',
      placeholder: 'https://siem.example.org/caseward',
      maxLength: 500,
    },
  ],
  s3: [
    { name: 'bucket', label: 'Bucket', required: true, maxLength: 63 },
    { name: 'region', label: 'Region', required: true, placeholder: 'eu-central-1', maxLength: 40 },
    {
      name: 'endpoint',
      label: 'Endpoint',
      hint: 'Where it is not Amazon’s own',
      type: 'url',
      maxLength: 500,
    },
    { name: 'accessKeyId', label: 'Access key id', required: true, maxLength: 128 },
    { name: 'secretAccessKey', label: 'Secret access key', required: true, type: 'password', maxLength: 256 },
  ],
};

export function targetOf(form: StreamForm): StreamTarget {
  const given = (name: Name) => form[name].trim();
  if (form.kind === 'syslog')
    return {
      kind: 'syslog',
      host: given('host'),
      port: Number(form.port),
      authority: given('authority') || null,
    };
  if (form.kind === 'webhook') return { kind: 'webhook', address: given('address') };
  const { bucket, region, accessKeyId, secretAccessKey } = form;
  const endpoint = given('endpoint') || null;
  return { kind: 's3', bucket: bucket.trim(), region: region.trim(), endpoint, accessKeyId, secretAccessKey };
}
