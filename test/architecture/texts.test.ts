import { expect, it } from '@jest/globals';
import { parseSync } from '@swc/core';
import { filesIn, isSource, isTest, read } from '../kit/source.ts';

/** Attributes with text for users or screen readers. */
const SPOKEN =
  /\b(?:label|title|placeholder|alt|description|lead|help|\w+Label|\w+Text|aria-label)="([^"]*\p{L}{2,}[^"]*)"/gu;
/** Pattern of a file that may have text between tags; only such files are parsed. */
const MAYBE_TEXT = /[>}]\s*[^<>{}()=;]*\p{L}{2,}[^<>{}()=;]*(?:<|\{)/u;
const CHINESE = /['"`][^'"`\n]*\p{Script=Han}[^'"`\n]*['"`]|>[^<>{}\n]*\p{Script=Han}/gu;
const COMMENTS = /\/\*[\s\S]*?\*\/|(?<![:'"`])\/\/.*$/gm;
const MESSAGE_ID = /^\w+(?:\.\w+)+$/;
/** The name of each language in that language. */
const SAME = ["'中文'", '>中文', 'EN'];

/** Text between tags. */
function textsOf(node: unknown): string[] {
  if (node === null || typeof node !== 'object') return [];
  const { type, value } = node as { type?: string; value?: unknown };
  if (type === 'JSXText') return /\p{L}{2,}/u.test(String(value)) ? [String(value).trim()] : [];
  return Object.values(node).flatMap(textsOf);
}

/** Text in a source file that does not come from the catalogs. */
function wordsIn(path: string): string[] {
  const code = read(path).replace(COMMENTS, '');
  const found = [...code.matchAll(CHINESE)].map(([text]) => text);
  if (path.endsWith('x')) {
    found.push(...[...code.matchAll(SPOKEN)].map(([, text]) => text!));
    if (MAYBE_TEXT.test(code))
      found.push(...textsOf(parseSync(code, { syntax: 'typescript', tsx: true })));
  }
  return found.filter((text) => !MESSAGE_ID.test(text) && !SAME.includes(text));
}

it('the portal shows only texts from the catalogs', () => {
  const sources = filesIn('portal').filter(
    (path) =>
      /\.tsx?$/.test(path) && isSource(path) && !isTest(path) && !path.includes('/gallery/'),
  );
  expect(sources.length).toBeGreaterThan(300);
  const said = sources.flatMap((path) => wordsIn(path).map((text) => `${path}: ${text}`));
  expect(said).toEqual([]);
});
