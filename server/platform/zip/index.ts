export { type ArchivedFile, readArchive } from './read-archive.ts';
export { archiveSize, type StoredFile, writeArchive } from './write-archive.ts';
export type { ZipFile } from './zip-layout.ts';
export { ZipError, type ZipSource } from './zip-list.ts';
