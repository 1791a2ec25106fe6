// npm run dev: watches and rebuilds the server, schema.graphql, the generated types and the portal.
import { readdirSync } from 'node:fs';
import { CODEGEN, VITE } from './build.mjs';
import { run } from './child.mjs';
import { inRoot } from './paths.mjs';

const TS = ['--watch-preserve-output', '--enable-source-maps', '--import', './server/tools/ts.mjs'];

// No module imports the migrations, which are found by their folder, so Node needs the list of files to
// watch.
const watched = readdirSync(inRoot('server'))
  .filter((name) => name !== 'decisions')
  .map((name) => `--watch-path=server/${name}`);

/** Port of the portal's development server, 5173 by default. */
const pages = Number(process.env.PORT || 4000) + 1173;
const controller = new AbortController();
const options = (env) => ({
  env: { ...process.env, NODE_ENV: 'development', ...env },
  signal: controller.signal,
});
const start = (args, env = {}) => run(process.execPath, args, options(env));

const all = [
  start([...watched, ...TS, 'server/tools/start.ts'], {
    PUBLIC_URL: process.env.PUBLIC_URL || `http://localhost:${pages}`,
  }),
  start(['--watch', ...TS, 'server/tools/command.ts', 'schema']),
  start([...CODEGEN, '--watch']),
  start([VITE, 'portal', '--port', String(pages), '--strictPort', '--clearScreen', 'false']),
];

// If one process ends, the others are useless.
await Promise.race(all);
controller.abort();
await Promise.allSettled(all);
