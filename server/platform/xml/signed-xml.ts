import { xmlCrypto } from './libraries.ts';
import { childElements, parseDocument, plainXml } from './parse-xml.ts';
import { XmlError } from './xml-error.ts';

const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const ENVELOPED = `${DSIG}enveloped-signature`;

/** What a signature may be made with; SHA-1, HMAC, none and whatever comes later are not in the list. */
const SIGNATURES = [
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
] as const;
const DIGESTS = [
  'http://www.w3.org/2001/04/xmlenc#sha256',
  'http://www.w3.org/2001/04/xmlenc#sha512',
] as const;

/**
 * The bytes of one element that a signature covers, made anew from what was verified; undefined where that
 * element carries no signature. The signature has to stand in the element it covers, cover all of it and nothing
 * else, be made by one of these certificates (PEM), and be the only one in there.
 * @throws XmlError where there is a signature and any of this does not hold.
 */
export function verifiedElement(
  plain: string,
  namespace: string,
  name: string,
  certificates: readonly string[],
): string | undefined {
  const document = parseDocument(plainXml(plain));
  const element = findOnly(document.documentElement, namespace, name);
  if (element === undefined) return undefined;
  const signatures = childElements(element).filter((child) => isDsig(child, 'Signature'));
  const [signature] = signatures;
  if (signature === undefined) return undefined;
  if (signatures.length > 1) throw new XmlError('signature-shape');
  assertShape(signature, element);
  for (const certificate of certificates) {
    const bytes = covered(plain, signature, certificate);
    if (bytes !== undefined) return bytes;
  }
  throw new XmlError('signature-wrong');
}

/** The element of that name where it stands alone: the root, or a child of the root. */
function findOnly(root: Element, namespace: string, name: string): Element | undefined {
  const named = (element: Element) => element.namespaceURI === namespace && element.localName === name;
  if (named(root)) return root;
  const found = childElements(root).filter(named);
  return found.length === 1 ? found[0] : undefined;
}

/** One reference to the element around the signature, with transforms that leave nothing of it out. */
function assertShape(signature: Element, element: Element): void {
  const info = onlyDsig(signature, 'SignedInfo');
  const reference = onlyDsig(info, 'Reference');
  const id = element.getAttribute('ID');
  if (!id || reference.getAttribute('URI') !== `#${id}`) throw new XmlError('signature-shape');
  if (childElements(signature).some((child) => isDsig(child, 'Object')))
    throw new XmlError('signature-shape');
  assertAlgorithm(onlyDsig(info, 'CanonicalizationMethod'), [EXCLUSIVE]);
  assertAlgorithm(onlyDsig(info, 'SignatureMethod'), SIGNATURES);
  assertAlgorithm(onlyDsig(reference, 'DigestMethod'), DIGESTS);
  const transforms = childElements(onlyDsig(reference, 'Transforms')).map((one) =>
    one.getAttribute('Algorithm'),
  );
  if (transforms.join() !== `${ENVELOPED},${EXCLUSIVE}`) throw new XmlError('signature-algorithm');
}

function assertAlgorithm(element: Element, allowed: readonly string[]): void {
  if (!allowed.includes(element.getAttribute('Algorithm') ?? '')) throw new XmlError('signature-algorithm');
}

function onlyDsig(parent: Element, name: string): Element {
  const [found, ...more] = childElements(parent).filter((child) => isDsig(child, name));
  if (found === undefined || more.length > 0) throw new XmlError('signature-shape');
  return found;
}

function isDsig(element: Element, name: string): boolean {
  return element.namespaceURI === DSIG && element.localName === name;
}

function covered(plain: string, signature: Element, publicCert: string): string | undefined {
  const verifier = new (xmlCrypto().SignedXml)({ publicCert, getCertFromKeyInfo: () => null });
  verifier.idAttributes = ['ID'];
  verifier.SignatureAlgorithms = only(verifier.SignatureAlgorithms, SIGNATURES);
  verifier.HashAlgorithms = only(verifier.HashAlgorithms, DIGESTS);
  verifier.CanonicalizationAlgorithms = only(verifier.CanonicalizationAlgorithms, [EXCLUSIVE, ENVELOPED]);
  try {
    verifier.loadSignature(signature);
    if (!verifier.checkSignature(plain)) return undefined;
  } catch {
    return undefined;
  }
  const [bytes, ...more] = verifier.getSignedReferences();
  return more.length === 0 ? bytes : undefined;
}

function only<T>(all: Record<string, T>, names: readonly string[]): Record<string, T> {
  return Object.fromEntries(names.flatMap((name) => (all[name] === undefined ? [] : [[name, all[name]]])));
}
