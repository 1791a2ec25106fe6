// Usage: node unpack.mjs. Unpacks the Chromium of the npm package, once per version, and prints its path.
// It is a separate process because the package unpacks to the system's temporary folder only, and a Jest
// test file cannot change that folder.
import { spawnSync } from 'node:child_process';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withLock } from '../../../server/tools/lock.mjs';

const resolve = createRequire(import.meta.url).resolve;
const packageDir = dirname(dirname(resolve('@sparticuz/chromium')));
const { version } = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8'));
const ARCHIVES = ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'];

/**
 * A folder in node_modules, so that it is deleted with the packages; a temporary folder if node_modules is
 * read-only.
 */
function cacheFolder() {
  const modules = dirname(dirname(packageDir));
  try {
    accessSync(modules, constants.W_OK);
    return join(modules, '.cache', 'partnergraph');
  } catch {
    return join(tmpdir(), `partnergraph-${process.getuid?.() ?? 'tests'}`);
  }
}

/** The package's configuration names folders of another system; without a usable font Chromium aborts. */
function fontsConfig(folder) {
  const chinese = ['400Regular', '700Bold'].map((weight) =>
    dirname(resolve(`@expo-google-fonts/noto-sans-sc/${weight}/NotoSansSC_${weight}.ttf`)),
  );
  const folders = [join(folder, 'fonts'), ...chinese, '/usr/share/fonts'];
  const prefer = ['sans-serif', 'serif', 'monospace', 'system-ui'].map(
    (family) =>
      `<alias><family>${family}</family><prefer><family>Open Sans</family><family>Noto Sans SC</family></prefer></alias>`,
  );
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${folders.map((path) => `<dir>${path}</dir>`).join('\n')}
<cachedir>${join(folder, 'font-cache')}</cachedir>
${prefer.join('\n')}
</fontconfig>
`;
}

function unpack(folder) {
  const draft = `${folder}.${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  const done = spawnSync(process.execPath, [fileURLToPath(import.meta.url), '--inflate'], {
    env: { ...process.env, TMPDIR: draft },
    encoding: 'utf8',
  });
  if (done.status !== 0) throw new Error(`Chromium could not be unpacked: ${done.stderr}`);
  writeFileSync(join(draft, 'fonts.conf'), fontsConfig(folder));
  renameSync(draft, folder);
}

if (process.argv[2] === '--inflate') {
  const { inflate } = await import('@sparticuz/chromium');
  await Promise.all(ARCHIVES.map((name) => inflate(join(packageDir, 'bin', name))));
} else {
  const cache = cacheFolder();
  const folder = join(cache, `chromium-${version}`);
  if (!existsSync(folder)) {
    await withLock(join(cache, 'chromium.lock'), async () => {
      if (!existsSync(folder)) unpack(folder);
    });
  }
  process.stdout.write(folder);
}
