import { readFileSync } from 'node:fs';
import { runStep } from './child.mjs';
import { inRoot } from './paths.mjs';
import { Failure, step } from './say.mjs';

const SIZE = {
  all: 'about 1 GB, usually 30 to 90 s',
  production: 'about 650 MB, usually 20 to 60 s',
  rest: 'about 320 MB, usually 10 to 30 s',
};

const LOCK = inRoot('package-lock.json');
const INSTALLED = inRoot('node_modules', '.package-lock.json');

/**
 * Installs the packages of the lock file unless they are installed. Compares npm's record of its last
 * installation entry by entry, so that a manual `npm ci` counts.
 * @param {{ dev: boolean }} what `dev`: also the packages that only tests and checks need
 */
export async function ensureInstalled({ dev }) {
  const lock = readPackages(LOCK);
  if (!lock)
    throw new Failure('package-lock.json is missing or broken: get it from version control.');
  const installed = readPackages(INSTALLED) ?? {};
  const lacking = missing(lock, installed, dev);
  if (lacking.length === 0) return;
  // `npm install` keeps existing packages, so a server running from them continues; `npm ci` would delete
  // them.
  const add = Object.keys(installed).length > 0 && lacking.every((path) => !installed[path]);
  const count = wanted(lock, dev).filter(
    ([path, entry]) => fits(entry) && !(add && installed[path]),
  ).length;
  const size = SIZE[add ? 'rest' : dev ? 'all' : 'production'];
  await step(`Installing ${count} packages, ${size}`, () =>
    install(add ? ['install', '--no-save'] : ['ci'], dev),
  );
  const still = missing(lock, readPackages(INSTALLED) ?? {}, dev);
  if (still.length > 0) {
    throw new Failure(
      `npm did not install ${still.slice(0, 5).join(', ')}. Remove node_modules and run the command again.`,
    );
  }
}

/** @returns {string[]} the needed entries that are absent or differ, without absent optional ones */
export function missing(lock, installed, dev) {
  return wanted(lock, dev)
    .filter(([path, entry]) => {
      const found = installed[path];
      if (!found) return !entry.optional && !entry.devOptional;
      return found.version !== entry.version || found.integrity !== entry.integrity;
    })
    .map(([path]) => path);
}

const wanted = (lock, dev) =>
  Object.entries(lock).filter(([path, entry]) => path !== '' && !entry.link && (dev || !entry.dev));

function fits({ os, cpu, libc }) {
  const allowed = (names, name) => {
    const list = [names ?? []].flat();
    return (
      list.length === 0 || list.includes(name) || list.some((n) => /^!/.test(n) && n !== `!${name}`)
    );
  };
  return allowed(os, process.platform) && allowed(cpu, process.arch) && allowed(libc, 'glibc');
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

async function install(how, dev) {
  // Explicit, because NODE_ENV or a user's .npmrc would otherwise decide.
  const which = dev ? ['--include=dev'] : ['--omit=dev'];
  const args = [
    ...how,
    ...which,
    '--include=optional',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  const { npm_execpath: npm, npm_node_execpath: node = process.execPath } = process.env;
  const stdio = ['ignore', 'inherit', 'inherit'];
  const [command, before, options] = npm
    ? [node, [npm], { stdio }]
    : ['npm', [], { stdio, shell: process.platform === 'win32' }];
  await runStep(
    command,
    [...before, ...args],
    options,
    (code) =>
      `npm could not install the packages (exit code ${code}). Its message is above; the next run tries again.`,
  );
}
