import { xml } from '#server/platform/xml/index.ts';
import { DSIG, MD, POST, REDIRECT, SAMLP } from './names.ts';
import type { ServiceProvider } from './provider.ts';

/** Our own metadata for one connection: what the identity provider is to be told. */
export function writeMetadata(self: ServiceProvider, certificate: string): string {
  const key = (use: string) =>
    xml`<md:KeyDescriptor use="${use}"><ds:KeyInfo xmlns:ds="${DSIG}"><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`;
  return String(
    xml`<md:EntityDescriptor xmlns:md="${MD}" entityID="${self.entityId}"><md:SPSSODescriptor AuthnRequestsSigned="true" WantAssertionsSigned="true" protocolSupportEnumeration="${SAMLP}">${key('signing')}${key('encryption')}<md:SingleLogoutService Binding="${REDIRECT}" Location="${self.signOutPage}"/><md:SingleLogoutService Binding="${POST}" Location="${self.signOutForm}"/><md:AssertionConsumerService Binding="${POST}" Location="${self.answersTo}" index="0" isDefault="true"/></md:SPSSODescriptor></md:EntityDescriptor>`,
  );
}
