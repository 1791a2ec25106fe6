import { readFile, writeFile } from 'node:fs/promises';
import { breakingChanges } from './breaking-changes.ts';

const RELEASED = 'server/release/schema.graphql';
const HEAD = /^# Version (\d+)\.(\d+)\.(\d+), released (\d{4}-\d{2}-\d{2})\.\n/;
const UNRELEASED = '## Unreleased\n';
const VERSION = /^\d+\.\d+\.\d+$/;

interface Release {
  readonly version: string;
  readonly schema: string;
}

/**
 * `npm run release -- VERSION` records a release: the version in `package.json`, the head of the changelog, and the
 * schema, with which later versions are compared. `npm run release -- --check` only reports breaking changes since the
 * recorded release. Both refuse a breaking change unless the major version rises; before 1.0.0, the minor version.
 * `root` is the folder of the product.
 */
export async function release(
  [argument]: readonly string[],
  root: URL = new URL('../../', import.meta.url),
  print: (line: string) => void = console.log,
): Promise<number> {
  const files = new Files(root);
  const manifest = JSON.parse(await files.read('package.json')) as { version: string };
  const isCheck = argument === '--check';
  const version = isCheck ? manifest.version : (argument ?? manifest.version);
  if (!VERSION.test(version)) throw new Error('Name the version: npm run release -- 1.2.3');
  const today = new Date().toISOString().slice(0, 10);
  const schema = await files.read('schema.graphql');
  const last = lastRelease(await files.read(RELEASED).catch(() => ''));
  if (last) {
    const broken = await breakingChanges(last.schema, schema, today);
    if (broken.length > 0 && lineOf(version) === lineOf(last.version)) {
      const lines = broken.map((message) => `  ${message}`);
      print(
        `The schema breaks clients of ${last.version}. Deprecate these elements first, or raise the ${last.version.startsWith('0.') ? 'minor' : 'major'} version:\n${lines.join('\n')}`,
      );
      return 1;
    }
  }
  if (isCheck) return 0;
  await record(files, { version, schema }, today);
  print(`Version ${version} is recorded. Commit the changes and tag the commit v${version}.`);
  return 0;
}

async function record(files: Files, { version, schema }: Release, today: string): Promise<void> {
  const changelog = await files.read('CHANGELOG.md');
  if (!changelog.includes(UNRELEASED))
    throw new Error(`CHANGELOG.md has no line "${UNRELEASED.trim()}"`);
  await files.write(
    'CHANGELOG.md',
    changelog.replace(UNRELEASED, `${UNRELEASED}\n## ${version} (${today})\n`),
  );
  for (const name of ['package.json', 'package-lock.json']) {
    const manifest = JSON.parse(await files.read(name));
    manifest.version = version;
    if (manifest.packages?.['']) manifest.packages[''].version = version;
    await files.write(name, `${JSON.stringify(manifest, null, 2)}\n`);
  }
  await files.write(RELEASED, `# Version ${version}, released ${today}.\n${schema}`);
}

/** The recorded release; null for a product that has none yet. */
function lastRelease(text: string): Release | null {
  if (!text) return null;
  const head = HEAD.exec(text);
  if (!head) throw new Error(`${RELEASED} does not begin with its version`);
  return { version: head.slice(1, 4).join('.'), schema: text.slice(head[0].length) };
}

/** The part of a version that stays while its clients keep working: `3.4.5` → "3", `0.4.5` → "0.4". */
const lineOf = (version: string): string => /^(?:0\.)?\d+/.exec(version)![0];

class Files {
  constructor(private readonly root: URL) {}

  read(path: string): Promise<string> {
    return readFile(new URL(path, this.root), 'utf8');
  }

  write(path: string, text: string): Promise<void> {
    return writeFile(new URL(path, this.root), text);
  }
}
