import { runStep } from './child.mjs';
import { hashOf, isCurrent, markCurrent } from './inputs.mjs';
import { inRoot } from './paths.mjs';
import { step } from './say.mjs';

export const CODEGEN = ['node_modules/@graphql-codegen/cli/esm/bin.js', '--config', 'codegen.ts'];
export const VITE = 'node_modules/vite/bin/vite.js';

const SOURCES = ['package-lock.json', 'schema.graphql', 'codegen.ts', 'portal'];

/**
 * Generates the portal's types from the schema. Their stamp is in the same folder, so that both are deleted
 * together.
 */
export async function ensureGenerated(node) {
  await ensure(
    SOURCES,
    inRoot('portal', 'gql', '.inputs'),
    'Generating the portal’s types from schema.graphql, usually 5 to 15 s',
    () => made(node, [...CODEGEN, '--silent', '--errors-only'], ['ignore', 'ignore', 'inherit']),
  );
}

/** Builds the portal that the server delivers. */
export async function ensureBuilt(node) {
  await ensure(
    [...SOURCES, 'server/messages'],
    inRoot('portal', 'dist', '.inputs'),
    'Building the portal, usually 10 to 30 s',
    () =>
      made(node, [VITE, 'build', 'portal', '--logLevel', 'warn'], ['ignore', 'inherit', 'inherit']),
  );
}

const made = (node, args, stdio) =>
  runStep(node, args, { stdio }, () => 'This step failed; its message is above.');

async function ensure(inputs, stamp, what, make) {
  const hash = hashOf(inputs);
  if (isCurrent(stamp, hash)) return;
  await step(what, make);
  markCurrent(stamp, hash);
}
