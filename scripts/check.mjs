import { runOnPinnedNode } from './pinned-node.mjs';

runOnPinnedNode('run-checks.ts');
