import { describe, expect, it } from '@jest/globals';
import { commentsOf, faultsIn, paragraphsOf } from './phrases.ts';
import { filesIn, isSource, read } from './source.ts';

/** Folders and files whose prose is checked: comments, test titles and Markdown. */
const COVERED = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'server/decisions',
  'server/seeds',
  'server/tools',
  'test',
];
/** Folders below the covered ones that are not checked yet. */
const NOT_YET = ['test/journeys', 'test/portal'];
/** These files name the phrases. */
const SUBJECTS = ['test/architecture/phrases.ts', 'test/architecture/phrases.test.ts'];

const TITLE = /\b(?:it|test|describe)(?:\.\w+)*\(\s*(['"`])((?:\\.|(?!\1).)*)\1/g;

const titlesOf = (source: string): string[] =>
  [...source.matchAll(TITLE)].map(
    ([, , title]) => title!.charAt(0).toUpperCase() + title!.slice(1),
  );

const faultsOf = (path: string): string[] => {
  const text = read(path);
  const prose = path.endsWith('.md')
    ? paragraphsOf(text)
    : [...commentsOf(text), ...titlesOf(text)];
  return prose.flatMap(faultsIn).map((fault) => `${path}: ${fault}`);
};

describe('prose', () => {
  it('uses no phrase of translated English and starts each statement with a noun or a verb', () => {
    const files = COVERED.flatMap((path) => (path.endsWith('.md') ? [path] : filesIn(path))).filter(
      (path) =>
        (isSource(path) || path.endsWith('.md')) &&
        !SUBJECTS.includes(path) &&
        !NOT_YET.some((folder) => path.startsWith(folder)),
    );
    expect(files.length).toBeGreaterThan(350);
    expect(files.flatMap(faultsOf)).toEqual([]);
  });

  it.each([
    ['/** Takes the own request back. */', 1],
    ['/**\n * Reads the row\n * anew after a change.\n */', 1],
    ['// Whose clocks are shown.', 1],
    ['const a = 1; // What a page shows.', 1],
    ['/** Opens a page. What it shows is stale. */', 1],
    ['/** Why is the row locked? What reads it? */', 0],
    ['/** `$1` stands for the tenant; `whoever` is a name. */', 0],
    ["const url = 'https://stand.example';", 0],
  ])('finds the faults of %j', (source, count) => {
    expect(commentsOf(source).flatMap(faultsIn)).toHaveLength(count);
  });

  it('finds the faults of Markdown', () => {
    const text =
      '# Who may read\n\n- The text is\n  read anew.\n\n```\nanew\n```\n\n| a | stands |\n';
    expect(paragraphsOf(text).flatMap(faultsIn)).toHaveLength(3);
  });
});
