import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { inRoot } from './paths.mjs';

const USAGE = 'npm run new -- module NAME Aggregate, for example: module gifts GiftCard';

/** Each file of a new module and the template it comes from. Templates use the names of the module `demands`. */
const FILES: Readonly<Record<string, string>> = {
  'server/modules/demands/customer-demand.entity.ts': 'aggregate.entity.ts',
  'server/modules/demands/customer-demand.type.ts': 'aggregate.type.ts',
  'server/modules/demands/customer-demand.machine.ts': 'aggregate.machine.ts',
  'server/modules/demands/customer-demand.read.ts': 'aggregate.read.ts',
  'server/modules/demands/customer-demand.commands.ts': 'aggregate.commands.ts',
  'server/modules/demands/index.ts': 'index.ts',
  'test/api/demands/matrix.test.ts': 'matrix.test.ts',
  'test/policy/fixtures/seeds/demands.ts': 'seed.ts',
};

/** Texts of a new module, the same in both catalogs until somebody translates them. */
const TEXTS: Readonly<Record<string, string>> = {
  'enum.CustomerDemandStatus.CLOSED': 'Closed',
  'enum.CustomerDemandStatus.OPEN': 'Open',
  'event.CustomerDemand.close': 'Closed',
  'event.CustomerDemand.open': 'Recorded',
};

/** Roots of a new module, which no page uses yet. */
const ROOTS = ['customerDemand', 'customerDemands', 'customerDemandOpen', 'customerDemandClose'];

/** New modules come before the ones that only build on all others. */
const BEFORE = 'workspace';

/**
 * `npm run new -- module NAME Aggregate` writes a module with one aggregate: a machine, two commands, a list,
 * a matrix test, a seed of the access tests, texts and a migration. The module passes `npm run check`. Throws for a
 * wrong or a taken name, before it writes anything.
 */
export async function newModule([
  kind,
  name = '',
  aggregate = '',
]: readonly string[]): Promise<number> {
  if (kind !== 'module' || !/^[a-z]+$/.test(name) || !/^[A-Z][a-z]+([A-Z][a-z]+)*$/.test(aggregate))
    throw new Error(`Usage: ${USAGE}.`);
  const named = namesOf(name, aggregate);
  const taken = Object.keys(FILES)
    .map(named)
    .find((path) => existsSync(inRoot(path)));
  if (taken) throw new Error(`${taken} exists. Choose another name.`);

  const written = Object.entries(FILES).map(([path, template]) => {
    const text = readFileSync(inRoot('server/tools/templates/module', `${template}.txt`), 'utf8');
    return write(named(path), named(text));
  });
  const seed = named('seedDemands');
  const changed = [
    edit('server/schema.ts', (text) =>
      listBefore(
        `${BEFORE},`,
        named('demands,'),
      )(importing(named("import { demands } from './modules/demands/index.ts';"))(text)),
    ),
    edit('test/policy/fixtures/tenants.ts', (text) =>
      listBefore(
        'seedWorkspace,',
        `${seed},`,
      )(importing(`import { ${seed} } from './seeds/${name}.ts';`)(text)),
    ),
    edit('test/architecture/used.test.ts', (text) =>
      text.replace(/WITHOUT_PAGE: .* = \[/, (list) =>
        [list, ...ROOTS.map((root) => `'${named(root)}',`)].join('\n'),
      ),
    ),
    ...['en', 'zh'].map((language) =>
      edit(`server/messages/${language}.json`, (text) =>
        Object.entries(TEXTS).reduce((all, [key, value]) => addText(all, named(key), value), text),
      ),
    ),
  ];
  const migration = `${nextMigration()}-${named('customer-demand')}`;
  run(...COMMAND, 'schema');
  run(...COMMAND, 'migration', migration);
  written.push(`server/migrations/${migration}.ts`);
  // Sorts the imports and wraps the lines that the names made longer or shorter.
  run('node_modules/@biomejs/biome/bin/biome', 'check', '--write', ...written, ...changed);
  console.log(
    [
      'Written:',
      ...written.map((path) => `  ${path}`),
      'Changed:',
      ...changed.map((path) => `  ${path}`),
      'Next: say in the entity who has a part in a row, translate the texts in server/messages/zh.json,',
      'and run npm run check. server/decisions/adding-a-module.md explains each file.',
    ].join('\n'),
  );
  return 0;
}

const COMMAND = ['--import', './server/tools/ts.mjs', 'server/tools/command.ts'] as const;

const run = (...args: readonly string[]): void =>
  void execFileSync(process.execPath, args, {
    cwd: inRoot(),
    stdio: ['ignore', 'ignore', 'inherit'],
  });

/** Replaces the names of the example in a text by those of the new module. */
function namesOf(name: string, aggregate: string): (text: string) => string {
  const words = aggregate.split(/(?=[A-Z])/).map((word) => word.toLowerCase());
  const camel = aggregate[0]!.toLowerCase() + aggregate.slice(1);
  const pairs = [
    ['CustomerDemand', aggregate],
    ['customerDemand', camel],
    ['CUSTOMER_DEMAND', words.join('_').toUpperCase()],
    ['customer_demand', words.join('_')],
    ['customer-demand', words.join('-')],
    ['customer demand', words.join(' ')],
    ['Customer demand', `${words.join(' ')[0]!.toUpperCase()}${words.join(' ').slice(1)}`],
    ['seedDemands', `seed${name[0]!.toUpperCase()}${name.slice(1)}`],
    ['demands', name],
    ["'cud'", `'${prefixOf(words)}'`],
  ] as const;
  const example = new RegExp(pairs.map(([from]) => from).join('|'), 'g');
  const to = new Map<string, string>(pairs);
  return (text) => text.replace(example, (found) => to.get(found)!);
}

/** Three letters for global ids that no type has yet. */
function prefixOf(words: readonly string[]): string {
  const letters = words.join('');
  const used = new Set(
    readdirSync(inRoot('server'), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.read.ts'))
      .flatMap((path) => [
        ...readFileSync(inRoot('server', path), 'utf8').matchAll(/^ {2}id: '([a-z]{3})',$/gm),
      ])
      .map(([, prefix]) => prefix),
  );
  const start = words.length > 1 ? words[0]!.slice(0, 2) + words[1]![0] : letters.slice(0, 3);
  const others = [...letters]
    .slice(1)
    .flatMap((second, i) => [...letters].slice(i + 2).map((third) => letters[0] + second + third));
  const found = [start, ...others].find((prefix) => /^[a-z]{3}$/.test(prefix) && !used.has(prefix));
  if (!found) throw new Error(`No three letters of ${letters} are free for global ids.`);
  return found;
}

function write(path: string, text: string): string {
  mkdirSync(dirname(inRoot(path)), { recursive: true });
  writeFileSync(inRoot(path), text);
  return path;
}

function edit(path: string, change: (text: string) => string): string {
  return write(path, change(readFileSync(inRoot(path), 'utf8')));
}

const importing =
  (line: string) =>
  (text: string): string =>
    text.replace(/^import /m, `${line}\nimport `);

/** Puts an element into a list, on the line before another element. */
const listBefore =
  (next: string, added: string) =>
  (text: string): string => {
    const line = new RegExp(`^( +)${next}$`, 'm');
    if (!line.test(text)) throw new Error(`No line "${next}" to put "${added}" before.`);
    return text.replace(line, `$1${added}\n$1${next}`);
  };

/** Adds a text to a catalog, after the last key of the same kind that comes before it in the alphabet. */
function addText(catalog: string, key: string, value: string): string {
  const texts = Object.entries(JSON.parse(catalog) as Record<string, string>);
  const kind = key.split('.')[0];
  const at = texts.findLastIndex(([other]) => other.split('.')[0] === kind && other < key);
  texts.splice(at + 1, 0, [key, value]);
  return `${JSON.stringify(Object.fromEntries(texts), null, 2)}\n`;
}

function nextMigration(): string {
  const last = readdirSync(inRoot('server/migrations'))
    .map((file) => /^(\d{4})-/.exec(file)?.[1])
    .filter((number) => number !== undefined)
    .sort()
    .at(-1);
  return String(Number(last ?? 0) + 1).padStart(4, '0');
}
