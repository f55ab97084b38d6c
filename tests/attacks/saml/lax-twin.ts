import { DOMParser } from '@xmldom/xmldom';
import { SignedXml } from 'xml-crypto';
import { pemOf } from '#server/security/crypto/index.ts';

const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
const silent = { warning: () => undefined, error: () => undefined, fatalError: () => undefined };

/** A service provider as they have been written: any parser, and whoever is named first in some place. */
export function laxlyRead(xml: string): ReadonlySet<string> {
  const document = new DOMParser({ errorHandler: silent }).parseFromString(xml, 'text/xml');
  const named = ['NameID', 'AttributeValue'].flatMap((name) =>
    Array.from(document.getElementsByTagNameNS('*', name)),
  );
  return new Set(
    named.flatMap((element) => [element.textContent ?? '', element.firstChild?.nodeValue ?? '']),
  );
}

/** Whether some signature in there holds by this certificate, whatever it covers and whoever reads what. */
export function someSignatureHolds(xml: string, certificate: string): boolean {
  const document = new DOMParser({ errorHandler: silent }).parseFromString(xml, 'text/xml');
  return Array.from(document.getElementsByTagNameNS(DSIG, 'Signature')).some((signature) => {
    const verifier = new SignedXml({
      publicCert: pemOf({ base64: certificate }),
      getCertFromKeyInfo: () => null,
    });
    verifier.idAttributes = ['ID'];
    try {
      verifier.loadSignature(signature);
      return verifier.checkSignature(xml);
    } catch {
      return false;
    }
  });
}
