import { ensureInstalled } from './install.mjs';
import { runOnPinnedNode } from './pinned-node.mjs';

ensureInstalled();
runOnPinnedNode('kill-test.ts');
