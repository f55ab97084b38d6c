/** Prints every module that importing the file of the first argument loads, as JSON. */
import { registerHooks } from 'node:module';

const loaded: string[] = [];
registerHooks({
  load(url, context, nextLoad) {
    loaded.push(url);
    return nextLoad(url, context);
  },
});
await import(new URL(process.argv[2] ?? '', `file://${process.cwd()}/`).href);
console.log(JSON.stringify(loaded));
process.exit(0);
