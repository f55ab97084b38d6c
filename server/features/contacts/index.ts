export { type AddressedContact, barSaleOf, contactsByAddress } from './by-address.ts';
export { contactRoutes } from './contact.routes.ts';
export { deleteContact } from './contact.store.ts';
export { contactContext, type KeptContact } from './contact.ts';
export { indexContact } from './contact-words.store.ts';
