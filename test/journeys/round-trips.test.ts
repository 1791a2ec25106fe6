import { describe, expect, it } from '@jest/globals';
import { AT_A_TIME, filesOf, firstFiles, ROUTES } from '../kit/routes.ts';

/** Parts loaded with the first page, and soon after it. */
const SOON = ['features/home/HomePage.tsx', 'list/later-parts.ts'];

describe('the files of a page', () => {
  it.each(ROUTES)('$path are asked at once, after the first page', ({ modules }) => {
    const known = new Set([...firstFiles(), ...filesOf(SOON)]);
    const own = [...filesOf(modules)].filter((file) => !known.has(file));
    expect(own.length > AT_A_TIME ? own : []).toEqual([]);
  });
});
