export { type Archive, type Kept, NotKept, type PlaceReport } from './archive.ts';
export { type ArchiveSettings, openArchive } from './open-archive.ts';
