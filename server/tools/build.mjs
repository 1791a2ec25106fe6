import { runStep } from './child.mjs';
import { hashOf, isCurrent, markCurrent } from './inputs.mjs';
import { SET_UP_LOCK, withLock } from './lock.mjs';
import { inRoot } from './paths.mjs';
import { step } from './say.mjs';

export const CODEGEN = ['node_modules/@graphql-codegen/cli/esm/bin.js', '--config', 'codegen.ts'];
export const VITE = 'node_modules/vite/bin/vite.js';

const SOURCES = ['package-lock.json', 'schema.graphql', 'codegen.ts', 'portal'];

/**
 * Generates the portal's types from the schema. Their stamp is in the same folder, so that both are deleted
 * together.
 */
export async function ensureGenerated(node, signal) {
  await ensure(
    SOURCES,
    inRoot('portal', 'gql', '.inputs'),
    ['Generating the portal’s types from schema.graphql, usually 3 to 10 s', 'types generated'],
    () =>
      made(node, [...CODEGEN, '--silent', '--errors-only'], {
        stdio: ['ignore', 'ignore', 'inherit'],
        signal,
      }),
  );
}

/** Generates the portal's types and builds the portal that the server delivers, until `signal` ends it. */
export async function ensureBuilt(node, signal) {
  await ensureGenerated(node, signal);
  await ensure(
    [...SOURCES, 'server/messages'],
    inRoot('portal', 'dist', '.inputs'),
    ['Building the portal, usually 10 to 30 s', 'portal built'],
    () =>
      made(node, [VITE, 'build', 'portal', '--logLevel', 'warn'], {
        stdio: ['ignore', 'inherit', 'inherit'],
        signal,
      }),
  );
}

/** {@link ensureBuilt}, while no other process sets this clone up. */
export const buildPortal = (node, signal) => withLock(SET_UP_LOCK, () => ensureBuilt(node, signal));

const made = (node, args, options) =>
  runStep(node, args, options, () => 'This step failed; its message is above.');

async function ensure(inputs, stamp, [what, done], make) {
  const hash = hashOf(inputs);
  if (isCurrent(stamp, hash)) return;
  await step(what, make, done);
  markCurrent(stamp, hash);
}
