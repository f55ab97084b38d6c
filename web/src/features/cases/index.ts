export { SeverityMark, StateBadge } from './case-looks.tsx';
export { usePeople } from './people.ts';
export { TagDot } from './tag-dot.tsx';
