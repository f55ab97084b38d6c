import { deflateSync } from 'node:zlib';

/** A PDF of one page a line. `catalog` is added to the document catalogue, `objects` are numbered from 10. */
export function pdf(lines: readonly string[], catalog = '', objects: readonly string[] = []): Buffer {
  const pages = lines.map((_, index) => `${20 + index * 2} 0 R`).join(' ');
  const all: [number, Buffer][] = [
    [1, Buffer.from(`<< /Type /Catalog /Pages 2 0 R ${catalog} >>`)],
    [2, Buffer.from(`<< /Type /Pages /Kids [${pages}] /Count ${lines.length} >>`)],
    [3, Buffer.from('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>')],
    ...objects.map((text, index): [number, Buffer] => [10 + index, Buffer.from(text, 'latin1')]),
    ...lines.flatMap((line, index): [number, Buffer][] => [
      [20 + index * 2, page(21 + index * 2)],
      [21 + index * 2, packedStream(`BT /F1 18 Tf 40 700 Td (${line}) Tj ET`)],
    ]),
  ];
  return assembled(all);
}

/** A stream object whose content is deflated, as most are. */
export function packedStream(content: string, dictionary = ''): Buffer {
  const packed = deflateSync(Buffer.from(content, 'latin1'));
  const open = Buffer.from(`<< /Length ${packed.length} /Filter /FlateDecode ${dictionary} >>\nstream\n`);
  return Buffer.concat([open, packed, Buffer.from('\nendstream')]);
}

function page(contents: number): Buffer {
  return Buffer.from(
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${contents} 0 R >>`,
  );
}

function assembled(objects: readonly (readonly [number, Buffer])[]): Buffer {
  const parts = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  const offsets = new Map<number, number>();
  let at = parts[0]?.length ?? 0;
  for (const [number, body] of objects) {
    const object = Buffer.concat([Buffer.from(`${number} 0 obj\n`), body, Buffer.from('\nendobj\n')]);
    offsets.set(number, at);
    at += object.length;
    parts.push(object);
  }
  const size = Math.max(...offsets.keys()) + 1;
  const rows = Array.from({ length: size }, (_, number) => {
    const offset = offsets.get(number);
    return offset === undefined ? '0000000000 65535 f \n' : `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const trailer = `trailer << /Size ${size} /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`;
  return Buffer.concat([...parts, Buffer.from(`xref\n0 ${size}\n${rows.join('')}${trailer}`)]);
}
