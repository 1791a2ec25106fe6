import { spawnSync } from 'node:child_process';
import { inRoot } from './paths.mjs';
import { Failure } from './say.mjs';

const OLDEST = 24;

/**
 * The Node for everything after the bootstrap: the one that npm installed, or the running one if it is
 * recent enough.
 * @returns {string} its path
 */
export function pinnedNode() {
  const brought = inRoot('node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  if (spawnSync(brought, ['--version'], { stdio: 'ignore' }).status === 0) return brought;
  if (Number.parseInt(process.versions.node, 10) >= OLDEST) return process.execPath;
  throw new Failure(
    `PartnerGraph needs Node ${OLDEST} or newer here (this is ${process.version}; only on Linux with glibc, x64 or arm64, npm brings it along). Install it from https://nodejs.org and run the command again.`,
  );
}
