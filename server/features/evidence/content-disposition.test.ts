import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { contentDisposition } from './content-disposition.ts';
import { cleanFileName } from './file-name.ts';

test('a plain name stands as it is', () => {
  assert.equal(contentDisposition('attachment', 'report 1.pdf'), 'attachment; filename="report 1.pdf"');
  assert.equal(contentDisposition('inline', 'a.png'), 'inline; filename="a.png"');
});

test('a name beyond ASCII is given twice', () => {
  assert.equal(
    contentDisposition('attachment', "Çelik's (1)*.pdf"),
    `attachment; filename="C_elik's (1)_.pdf"; filename*=UTF-8''%C3%87elik%27s%20%281%29_.pdf`,
  );
});

test('no name can end the value, add a parameter or a header', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (name) => {
      const header = contentDisposition('attachment', name);
      const shape =
        /^attachment; filename="([\x20-\x21\x23-\x5b\x5d-\x7e]*)"(; filename\*=UTF-8''([A-Za-z0-9!#$&+.^_`|~%-]+))?$/;
      const parts = shape.exec(header);
      assert.ok(parts, header);
      assert.equal(parts[3] === undefined ? parts[1] : decodeURIComponent(parts[3]), cleanFileName(name));
    }),
    { numRuns: 2000 },
  );
});
