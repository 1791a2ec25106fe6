import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { faultsOf, faultyCommits } from '../../server/tools/commits.mjs';
import { openFolder } from '../kit/launcher.ts';

it.each([
  ['feat(discounts): extend many discounts at once', 0],
  ['docs: rewrite the comments', 0],
  ['refactor(api)!: drop a field', 0],
  ['fix(seeds): pass the clock', 0],
  [`fix(portal): ${'a'.repeat(60)}`, 1],
  ['fix: what is submitted waits for the verdict', 1],
  ['fix(portal): shows the banner', 1],
  ['fix(portal): fixed the banner', 1],
  ['fix(portal): Show the banner', 1],
  ['fix(portal): show the banner.', 1],
  ['portal: show the banner', 1],
  ['show the banner', 1],
])('the subject "%s" has %i faults', (subject, count) => {
  expect(faultsOf(subject)).toHaveLength(count);
});

describe('the check of commit subjects', () => {
  let folder: string;
  const git = (cwd: string, ...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t.example', ...args], {
      cwd,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  const commit = (cwd: string, subject: string): string =>
    git(cwd, 'commit', '--quiet', '--allow-empty', '--no-verify', '-m', subject);

  beforeEach(async () => {
    folder = await openFolder();
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** A repository with an older commit, the commit that adds the check, and the given ones. */
  function repository(...subjects: string[]): string {
    const root = join(folder, 'clone');
    mkdirSync(join(root, 'server/tools'), { recursive: true });
    git(root, 'init', '--quiet');
    commit(root, 'An older subject that follows no rule.');
    writeFileSync(join(root, 'server/tools/commits.mjs'), '');
    git(root, 'add', '.');
    commit(root, 'Adds the check.');
    for (const subject of subjects) commit(root, subject);
    return root;
  }

  it('reports faulty commits after the one that adds the check', () => {
    const root = repository('fix(portal): show the banner', 'shows the banner');
    expect(faultyCommits(root)).toEqual([expect.stringMatching(/^\w+ shows the banner: it does/)]);
  });

  it('passes in a shallow clone', () => {
    const root = repository('shows the banner', 'fix(portal): show the banner');
    git(folder, 'clone', '--quiet', '--depth', '1', pathToFileURL(root).href, 'shallow');
    expect(faultyCommits(join(folder, 'shallow'))).toEqual([]);
  });

  it('passes outside of git, and in a folder of another repository', () => {
    expect(faultyCommits(folder)).toEqual([]);
    const root = repository('shows the banner');
    expect(faultyCommits(join(root, 'server'))).toEqual([]);
  });
});
