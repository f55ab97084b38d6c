import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/** The records of a name; `broken` has its servers answer that they cannot. */
export interface NameRecords {
  readonly A?: readonly string[];
  readonly AAAA?: readonly string[];
  readonly CNAME?: string;
  readonly MX?: readonly string[];
  readonly NS?: readonly string[];
  readonly broken?: true;
}

/** Names as they are typed; `*.example.org` stands for any name below. */
export type Zone = Readonly<Record<string, NameRecords>>;

const TYPES: Readonly<Record<number, 'A' | 'NS' | 'CNAME' | 'MX' | 'AAAA'>> = {
  1: 'A',
  2: 'NS',
  5: 'CNAME',
  15: 'MX',
  28: 'AAAA',
};
const SERVFAIL = 2;
const NXDOMAIN = 3;

/** A DNS server (RFC 1035) over UDP on a free loopback port, with these records. */
export async function startDnsServer(zone: Zone): Promise<{ address: string; close(): Promise<void> }> {
  const socket = createSocket('udp4');
  socket.on('message', (query, from) => socket.send(answer(query, zone), from.port, from.address));
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address() as AddressInfo;
  return {
    address: `127.0.0.1:${port}`,
    async close() {
      socket.close();
      await once(socket, 'close');
    },
  };
}

interface Line {
  readonly name: string;
  readonly type: number;
  readonly data: Buffer;
}

function answer(query: Buffer, zone: Zone): Buffer {
  const { name, type, end } = questionOf(query);
  const { lines, code } = resolve(zone, name.toLowerCase(), type);
  const head = Buffer.from(query.subarray(0, 12));
  head.writeUInt16BE(0x8180 | code, 2);
  head.writeUInt16BE(lines.length, 6);
  head.fill(0, 8, 12);
  return Buffer.concat([head, query.subarray(12, end), ...lines.map(written)]);
}

function questionOf(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query.readUInt8(at); length > 0; length = query.readUInt8(at)) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.'), type: query.readUInt16BE(at + 1), end: at + 5 };
}

function resolve(zone: Zone, name: string, type: number): { lines: Line[]; code: number } {
  const records = zone[name] ?? zone[name.replace(/^[^.]+/, '*')];
  if (records === undefined) return { lines: [], code: NXDOMAIN };
  if (records.broken) return { lines: [], code: SERVFAIL };
  if (records.CNAME !== undefined) {
    const alias = { name, type: 5, data: nameBytes(records.CNAME) };
    if (type === 5) return { lines: [alias], code: 0 };
    const { lines, code } = resolve(zone, records.CNAME, type);
    return { lines: [alias, ...lines], code };
  }
  const kind = TYPES[type];
  const values = kind === undefined || kind === 'CNAME' ? [] : (records[kind] ?? []);
  return { lines: values.map((value) => ({ name, type, data: dataOf(type, value) })), code: 0 };
}

function dataOf(type: number, value: string): Buffer {
  if (type === 1) return Buffer.from(value.split('.').map(Number));
  if (type === 28) return sixBytes(value);
  return type === 15 ? Buffer.concat([Buffer.of(0, 10), nameBytes(value)]) : nameBytes(value);
}

/** With `::` once, as the tests write them. */
function sixBytes(address: string): Buffer {
  const [head = '', tail = ''] = address.split('::');
  const groups = (text: string) =>
    text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16));
  const [before, after] = [groups(head), groups(tail)];
  const bytes = Buffer.alloc(16);
  for (const [index, group] of before.entries()) bytes.writeUInt16BE(group, index * 2);
  for (const [index, group] of after.entries()) bytes.writeUInt16BE(group, 16 - (after.length - index) * 2);
  return bytes;
}

function nameBytes(name: string): Buffer {
  const labels = name.split('.').flatMap((label) => [Buffer.of(label.length), Buffer.from(label, 'latin1')]);
  return Buffer.concat([...labels, Buffer.of(0)]);
}

function written({ name, type, data }: Line): Buffer {
  const facts = Buffer.alloc(10);
  facts.writeUInt16BE(type, 0);
  facts.writeUInt16BE(1, 2);
  facts.writeUInt32BE(60, 4);
  facts.writeUInt16BE(data.length, 8);
  return Buffer.concat([nameBytes(name), facts, data]);
}
