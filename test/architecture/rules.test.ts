import { expect, it } from '@jest/globals';
import { filesIn, read } from '../kit/source.ts';

const RULES = 'server/decisions/domain.md';

/** Sections of the rules, such as "4.3b". */
const sections = new Set(
  [...read(RULES).matchAll(/^#{2,3} (\d+(?:\.\d+b?)?)\.? /gm)].map(([, number]) => number!),
);

/** References in a text, "domain §4.4" or "domain §3.5, §4.6", as numbers of sections. */
const referencesIn = (text: string): string[] =>
  [...text.matchAll(/\bdomain(?:[\s*/]+§\d+(?:\.\d+b?)?,?)+/gi)].flatMap(([found]) =>
    [...found.matchAll(/§(\d+(?:\.\d+b?)?)/g)].map(([, number]) => number!),
  );

const TEXT = /\.(?:ts|tsx|mjs|sql|md)$/;

it('every reference to a rule names a section of the rules', () => {
  const found = ['server', 'portal', 'test']
    .flatMap(filesIn)
    .filter((path) => TEXT.test(path) && path !== RULES && !path.endsWith('rules.test.ts'))
    .flatMap((path) => referencesIn(read(path)).map((number) => ({ path, number })));
  expect(found.length).toBeGreaterThan(250);
  expect(found.filter(({ number }) => !sections.has(number))).toEqual([]);
});

it('no text refers to a document outside the repository', () => {
  const outside = ['server', 'portal', 'test']
    .flatMap(filesIn)
    .filter((path) => TEXT.test(path) && !path.endsWith('rules.test.ts'))
    .filter((path) =>
      /\b(?:design|portal|reliability|performance|style|market) §\d/.test(read(path)),
    );
  expect(outside).toEqual([]);
});

it('a planted reference is found', () => {
  expect(referencesIn('(domain §3.5, §4.6)\n * and domain\n * §4.3b')).toEqual([
    '3.5',
    '4.6',
    '4.3b',
  ]);
});
