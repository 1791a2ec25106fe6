import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { printSchema } from 'graphql';
import { Query, Resolver } from 'type-graphql';
import { assemble } from '../../server/platform/api/assemble.ts';
import { DemoMarkEntity } from '../../server/platform/db/demo-mark.entity.ts';
import { Access } from '../../server/platform/schema/decorators.ts';
import { type Deprecation, overdue } from '../../server/platform/schema/deprecation.ts';
import { buildSchema } from '../../server/schema.ts';
import { breakingChanges } from '../../server/tools/breaking-changes.ts';
import { release } from '../../server/tools/release.ts';
import { ROOT } from '../kit/source.ts';

const RELEASED = `
interface Node { id: ID! }
enum Status { OPEN CLOSED @deprecated(reason: "Use Status.OPEN. Removal 2026-12-31.") }
input Filter { search: String }
type Customer implements Node { id: ID! name: String! note: String status: Status }
type Query { customers(filter: Filter, first: Int): [Customer!]! node(id: ID!): Node oldest: Report }
type Report { total: Int }
`;
const TODAY = '2026-11-27';

const brokenBy = (before: string, after: string, today = TODAY): Promise<string[]> => {
  if (!RELEASED.includes(before)) throw new Error(`${before} is not in the schema`);
  return breakingChanges(RELEASED, RELEASED.replace(before, after), today);
};

describe('a change of the schema', () => {
  it.each([
    [
      'a removed field',
      ' note: String',
      '',
      "Field 'note' was removed from object type 'Customer'",
    ],
    [
      'a field that may become null',
      'name: String!',
      'name: String',
      "Field 'Customer.name' changed type from 'String!' to 'String'",
    ],
    ['a removed enum value', 'OPEN ', '', "Enum value 'OPEN' was removed from enum 'Status'"],
    [
      'an argument that becomes required',
      'first: Int',
      'first: Int!',
      "Type for argument 'first' on field 'Query.customers' changed from 'Int' to 'Int!'",
    ],
    [
      'a type that is no node any more',
      'Customer implements Node',
      'Customer',
      "'Customer' object type no longer implements 'Node' interface",
    ],
  ])('%s breaks clients', async (_, before, after, message) => {
    expect(await brokenBy(before, after)).toEqual([message]);
  });

  it.each([
    ['a new field', 'note: String', 'note: String mail: String'],
    ['a new optional filter', 'search: String', 'search: String number: String'],
    ['a new value', 'OPEN ', 'OPEN PAUSED '],
    ['a field that is never null any more', 'note: String', 'note: String!'],
  ])('%s breaks none', async (_, before, after) => {
    expect(await brokenBy(before, after)).toEqual([]);
  });

  it('that removes a deprecated element breaks clients until the announced date', async () => {
    const before = ' CLOSED @deprecated(reason: "Use Status.OPEN. Removal 2026-12-31.")';
    expect(await brokenBy(before, '', '2026-12-31')).toHaveLength(1);
    expect(await brokenBy(before, '', '2027-01-01')).toEqual([]);
  });

  it('that removes a field and its type is reported once', async () => {
    const after = RELEASED.replace(' oldest: Report', '').replace('type Report { total: Int }', '');
    expect(await breakingChanges(RELEASED, after, TODAY)).toHaveLength(1);
  });
});

describe('npm run release', () => {
  let folder: string;
  const file = (name: string): string => join(folder, name);
  let said: string[];
  const run = (...args: string[]): Promise<number> =>
    release(args, pathToFileURL(`${folder}/`), (line) => said.push(line));

  /** Replaces a text of the schema in the folder. */
  async function plant(before: string, after: string): Promise<void> {
    const schema = await readFile(file('schema.graphql'), 'utf8');
    expect(schema).toContain(before);
    await writeFile(file('schema.graphql'), schema.replace(before, after));
  }

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'partnergraph-release-'));
    await mkdir(file('server/release'), { recursive: true });
    for (const name of ['package.json', 'package-lock.json', 'CHANGELOG.md'])
      await cp(join(ROOT, name), file(name));
    await writeFile(file('schema.graphql'), RELEASED);
    said = [];
    await run('3.4.5');
  });

  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('records version, changelog and schema', async () => {
    const [manifest, lock, changelog, schema] = await Promise.all(
      ['package.json', 'package-lock.json', 'CHANGELOG.md', 'server/release/schema.graphql'].map(
        (name) => readFile(file(name), 'utf8'),
      ),
    );
    expect(JSON.parse(manifest!).version).toBe('3.4.5');
    expect(JSON.parse(lock!)).toMatchObject({ version: '3.4.5' });
    expect(JSON.parse(lock!).packages[''].version).toBe('3.4.5');
    expect(changelog).toMatch(/## Unreleased\n\n## 3\.4\.5 \(\d{4}-\d\d-\d\d\)\n/);
    expect(schema).toMatch(/^# Version 3\.4\.5, released \d{4}-\d\d-\d\d\.\n/);
    expect(schema!.slice(schema!.indexOf('\n') + 1)).toBe(RELEASED);
    expect(await run('--check')).toBe(0);
  });

  it.each([
    ['a removal', ' note: String', ''],
    ['a nullability change', 'name: String!', 'name: String'],
    ['an enum removal', 'OPEN ', ''],
  ])('--check fails on %s, until the major version rises', async (_, before, after) => {
    await plant(before, after);
    expect(await run('--check')).toBe(1);
    expect(await run('3.9.0')).toBe(1);
    expect(said.join()).toContain('The schema breaks clients of 3.4.5.');
    expect(await run('4.0.0')).toBe(0);
    expect(await run('--check')).toBe(0);
  });

  it('allows a breaking change in a minor version before 1.0.0', async () => {
    await rm(file('server/release/schema.graphql'));
    await run('0.4.5');
    await plant('name: String!', 'name: String');
    expect(await run('0.4.6')).toBe(1);
    expect(said.join()).toContain('raise the minor version');
    expect(await run('0.5.0')).toBe(0);
    expect(await run('--check')).toBe(0);
  });

  it('--check passes an addition', async () => {
    await plant('note: String', 'note: String mail: String');
    expect(await run('--check')).toBe(0);
  });
});

describe('a module', () => {
  @Resolver()
  class Colors {
    @Query(() => String, { description: 'Color, as a word.' })
    @Access('operator')
    oldColor(): string {
      return 'red';
    }

    @Query(() => String, { description: 'Color, as a number.' })
    @Access('operator')
    color(): string {
      return '#f00';
    }
  }
  const deprecation: Deprecation = {
    element: 'Query.oldColor',
    on: '2026-11-27',
    removeAfter: '2027-06-30',
    use: 'Query.color',
  };
  const assembled = (deprecations: readonly Deprecation[]) =>
    assemble([{ name: 'colors', entities: [DemoMarkEntity], resolvers: [Colors], deprecations }]);

  it('deprecates an element of the schema by one line of its index', async () => {
    const { schema } = await assembled([deprecation]);
    expect(printSchema(schema)).toContain(
      'oldColor: String! @deprecated(reason: "Use Query.color. Removal 2027-06-30.")',
    );
    expect(overdue(schema, '2027-07-01')).toHaveLength(1);
  });

  it('does not start with a deprecation of nothing, or without a replacement', async () => {
    await expect(assembled([{ ...deprecation, element: 'Query.gone' }])).rejects.toThrow(
      'The deprecated Query.gone is not in the schema',
    );
    await expect(assembled([{ ...deprecation, use: '' }])).rejects.toThrow('its replacement');
  });
});

describe('the product', () => {
  it('has removed every deprecated element whose date has passed', async () => {
    expect(overdue(await buildSchema(), new Date().toISOString().slice(0, 10))).toEqual([]);
  });
});
