import {
  chmodSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { inRoot, ROOT } from './paths.mjs';
import { Failure } from './say.mjs';

/** Lock of everything that installs packages or builds the portal of this clone. */
export const SET_UP_LOCK = inRoot('.data', 'set-up.lock');

const PAUSE_MS = 200;
/** A lock file without a process id is being written, or remains from a crash during the write. */
const EMPTY_MS = 5_000;

/**
 * Runs `work` while no other process runs work with the same lock `file`. Waits for a living holder and
 * takes over from a dead one.
 */
export async function withLock(file, work) {
  const made = allowed(() => mkdirSync(dirname(file), { recursive: true }));
  // With a strict umask the database's account could not enter a folder created by root.
  if (made && process.getuid?.() === 0) chmodSync(made, 0o711);
  let said = false;
  let emptySince = Date.now();
  while (!create(file)) {
    const holder = holderOf(file);
    if (holder) emptySince = Date.now();
    if (holder ? !isAlive(holder) : Date.now() - emptySince > EMPTY_MS) {
      removeDead(file, holder);
      continue;
    }
    if (!said && holder)
      process.stderr.write(`Waiting for process ${holder}, which does the same …\n`);
    said ||= Boolean(holder);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

const NOT_ALLOWED = new Set(['EACCES', 'EPERM', 'EROFS']);

/** Runs a write into the clone; a missing permission becomes one sentence. */
function allowed(write) {
  try {
    return write();
  } catch (error) {
    if (!NOT_ALLOWED.has(error.code)) throw error;
    throw new Failure(
      `You may not write to ${ROOT}, where PartnerGraph keeps its packages and data: start it as the user who owns that folder, or clone it to a folder of your own.`,
    );
  }
}

function create(file) {
  try {
    allowed(() => writeFileSync(file, `${process.pid}\n`, { flag: 'wx' }));
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Removes a dead holder's lock. Two processes may find the same dead holder; the later one must not remove
 * the earlier one's new lock.
 */
function removeDead(file, holder) {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
    if (holderOf(aside) !== holder) linkSync(aside, file);
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error;
  }
  rmSync(aside, { force: true });
}

function holderOf(file) {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return 0;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
