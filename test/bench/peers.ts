import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('postgraphile/', import.meta.url));

/** Installs the packages of the compared servers from a separate lock file. Throws one sentence if npm fails. */
export async function ensurePeers(log: (line: string) => void): Promise<void> {
  if (existsSync(`${FOLDER}node_modules/.package-lock.json`)) return;
  log('Installing PostGraphile, about 300 MB, usually 20 to 60 s …');
  const { npm_execpath: npm, npm_node_execpath: node = process.execPath } = process.env;
  const args = [
    'ci',
    '--omit=dev',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  const child = npm
    ? spawn(node, [npm, ...args], { cwd: FOLDER, stdio: 'inherit' })
    : spawn('npm', args, { cwd: FOLDER, stdio: 'inherit', shell: process.platform === 'win32' });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error('npm could not install PostGraphile; the next run tries again.');
}
