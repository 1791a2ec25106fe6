// npm run dev: the server, schema.graphql, the generated types and the portal, each made again on change.
import { CODEGEN, VITE } from './build.mjs';
import { run } from './child.mjs';

const watched = [
  '--watch',
  '--watch-preserve-output',
  '--enable-source-maps',
  '--import',
  './server/tools/ts.mjs',
];
const controller = new AbortController();
const options = { env: { ...process.env, NODE_ENV: 'development' }, signal: controller.signal };

const all = [
  [...watched, 'server/tools/start.ts'],
  [...watched, 'server/tools/command.ts', 'schema'],
  [...CODEGEN, '--watch'],
  [VITE, 'portal', '--clearScreen', 'false'],
].map((args) => run(process.execPath, args, options));

// Once one of them ends, the others are no working set-up.
await Promise.race(all);
controller.abort();
await Promise.allSettled(all);
