import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { affectedTests, changedFiles } from '../kit/changed.ts';
import { openFolder } from '../kit/launcher.ts';

import { type ImportMap, wholeMap } from './import-map.ts';

const MAP: ImportMap = new Map([
  ['server/platform/money.ts', []],
  ['server/modules/orders/index.ts', ['server/platform/money.ts']],
  ['server/platform/alone.ts', []],
  ['portal/lib/format.ts', []],
  ['test/api/orders/order.test.ts', ['server/modules/orders/index.ts']],
  ['test/architecture/words.test.ts', ['test/kit/source.ts']],
  ['test/journeys/list.test.ts', []],
  ['test/portal/orders/order.test.ts', []],
  ['test/portal/invoices/invoice.test.ts', []],
  ['portal/lib/format.test.ts', ['portal/lib/format.ts']],
]);
const TESTS = [...MAP.keys()].filter((path) => path.endsWith('.test.ts'));
const ALWAYS = 'test/architecture/words.test.ts';
const STORIES = [
  'test/journeys/list.test.ts',
  'test/portal/orders/order.test.ts',
  'test/portal/invoices/invoice.test.ts',
];

describe('npm test -- --changed', () => {
  it.each([
    ['a file and its importers', 'server/platform/money.ts', ['test/api/orders/order.test.ts']],
    ['a test', 'test/journeys/list.test.ts', ['test/journeys/list.test.ts']],
    ['a deleted file', 'server/platform/gone.ts', []],
    ['a text', 'server/decisions/0001-one.md', []],
    ['a page', 'portal/features/orders/Order.tsx', STORIES.slice(0, 2)],
    ['a style of a page', 'portal/features/orders/Order.css', STORIES.slice(0, 2)],
    [
      'a shared part of the portal',
      'portal/lib/format.ts',
      [...STORIES, 'portal/lib/format.test.ts'],
    ],
    ['a unit test of the portal', 'portal/lib/format.test.ts', ['portal/lib/format.test.ts']],
  ])('selects for %s', (_, file, expected) => {
    expect(affectedTests([file], MAP, TESTS)).toEqual({
      tests: expect.arrayContaining([ALWAYS, ...expected]),
    });
    expect(affectedTests([file], MAP, TESTS)).toHaveProperty('tests.length', expected.length + 1);
  });

  it.each([
    'package-lock.json',
    'schema.graphql',
    'server/messages/en.json',
    'server/migrations/0001-foundation.ts',
    'server/tools/start.ts',
    'test/jest.config.mjs',
    'server/platform/alone.ts',
  ])('runs all tests after a change of %s', (file) => {
    expect(affectedTests(['README.md', file], MAP, TESTS)).toEqual({ all: true, because: file });
  });

  it('selects nothing without a change', () => {
    expect(affectedTests([], MAP, TESTS)).toEqual({ tests: [] });
  });

  it('follows a program that a test runs', () => {
    expect(wholeMap().get('test/api/platform/worker.test.ts')).toContain(
      'test/api/platform/worker-child.ts',
    );
  });
});

describe('the changed files', () => {
  let folder: string;
  const git = (...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t.example', ...args], {
      cwd: folder,
      encoding: 'utf8',
    });
  const write = (...names: string[]): void => {
    for (const name of names) writeFileSync(join(folder, name), `${Math.random()}`);
  };
  const commit = (): string => git('commit', '--quiet', '--all', '--no-verify', '-m', 'a commit');

  beforeEach(async () => {
    folder = await openFolder();
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('are those of the branch, committed or not, and untracked ones', () => {
    git('init', '--quiet', '--initial-branch=main');
    mkdirSync(join(folder, 'server'));
    write('same', 'committed', 'uncommitted', 'deleted', '.gitignore', 'of main');
    writeFileSync(join(folder, '.gitignore'), 'ignored');
    git('add', '.');
    commit();
    git('checkout', '--quiet', '-b', 'branch');
    write('committed');
    commit();
    git('checkout', '--quiet', 'main');
    write('of main');
    commit();
    git('checkout', '--quiet', 'branch');
    write('uncommitted', 'ignored', 'server/新文件.ts');
    git('rm', '--quiet', 'deleted');
    expect(changedFiles(folder).sort()).toEqual([
      'committed',
      'deleted',
      'server/新文件.ts',
      'uncommitted',
    ]);
  });
});
