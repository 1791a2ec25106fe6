import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { LaunchOptions } from 'playwright-core';

const UNPACK = fileURLToPath(new URL('./unpack.mjs', import.meta.url));

/** A browser that may be installed, and the options that start it. */
export interface Candidate {
  readonly name: string;
  /** @throws if the browser is not installed */
  options(): Promise<LaunchOptions>;
}

const QUIET = [
  // A window lives for seconds: room for all its objects costs less than collections do, and the optimizing compilers
  // and concurrent marking, on threads of their own, take a tenth of the browser's work and never pay it back.
  `--js-flags=${[
    ...['--min-semi-space-size=64', '--max-semi-space-size=64', '--initial-old-space-size=512'],
    ...['--no-maglev', '--no-turbofan', '--no-concurrent-marking'],
  ].join(' ')}`,
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
];
// The bundled browser has no sandbox helper, and root cannot use a sandbox.
const NO_SANDBOX = ['--no-sandbox', '--disable-gpu'];

const PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const args = process.getuid?.() === 0 ? [...QUIET, '--no-sandbox'] : QUIET;

/** The candidates in the order in which they are tried. */
export function candidates(): Candidate[] {
  const chosen = process.env.CHROME_PATH;
  return [
    ...(chosen ? [at(chosen, `CHROME_PATH (${chosen})`)] : []),
    ...(process.platform === 'linux' && process.arch === 'x64' ? [bundled] : []),
    ...['chrome', 'msedge'].map((channel) => ({
      name: `installed ${channel}`,
      options: async () => ({ channel, args }),
    })),
    ...PATHS.map((path) => at(path, path)),
    { name: 'Playwright’s own download', options: async () => ({ args }) },
  ];
}

const at = (executablePath: string, name: string): Candidate => ({
  name,
  options: async () => ({ executablePath, args }),
});

/** The Chromium of the npm package with its libraries and fonts; it needs only libc. */
const bundled: Candidate = {
  name: 'the bundled Chromium',
  async options() {
    const { stdout: folder } = await promisify(execFile)(process.execPath, [UNPACK]);
    return {
      executablePath: join(folder, 'chromium'),
      args: [...QUIET, ...NO_SANDBOX],
      env: {
        ...definedEnv(),
        // In the locale C, names of downloaded files lose their Chinese characters.
        LC_ALL: 'C.UTF-8',
        LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
        FONTCONFIG_FILE: join(folder, 'fonts.conf'),
      },
    };
  },
};

function definedEnv(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );
}
