import { runOnPinnedNode } from './pinned-node.mjs';

runOnPinnedNode('run-tests.ts');
