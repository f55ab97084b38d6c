import { ensureWeb } from './build-web.mjs';
import { ensureInstalled } from './install.mjs';
import { runOnPinnedNode } from './pinned-node.mjs';

ensureInstalled();
ensureWeb();
runOnPinnedNode('run-tests.ts');
