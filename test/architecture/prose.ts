import { filesIn, read } from '../kit/source.ts';

/** A piece of prose with its place, `path:line` or `path: key`. */
export interface Prose {
  readonly at: string;
  readonly text: string;
}

/** Comments of a source file; strings are matched too, so that a `//` inside one is no comment. */
const TOKENS =
  /(\/\*[\s\S]*?\*\/)|((?<![:'"`\w])\/\/[^\n]*(?:\n[ \t]*\/\/[^\n]*)*)|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g;
/** Descriptions of an SDL document. */
const DESCRIPTIONS = /"""([\s\S]*?)"""|"((?:\\.|[^"\\\n])*)"/g;
const CODE_OF_MARKDOWN = /```[\s\S]*?```|`[^`\n]*`/g;

/** A comment without its marks and without code in backticks. */
const plain = (comment: string): string =>
  comment
    .replace(/^\/\*+|\*\/$/g, '')
    .split('\n')
    .map((line) => line.replace(/^\s*(?:\/\/|\*(?!\/))?\s?/, '').trim())
    .join(' ')
    .replace(/`[^`]*`/g, '`…`')
    .trim();

/** Titles of tests; each starts like a sentence. */
const TITLES = /\b(?:it|test|describe)(?:\.\w+)*\(\s*(['"`])((?:\\.|(?!\1).)*)\1/g;

/** Line numbers of ascending positions. Each call goes on from the last one: a schema has thousands of positions. */
function linesOf(text: string): (index: number) => number {
  let line = 1;
  let next = text.indexOf('\n');
  return (index) => {
    for (; next !== -1 && next < index; next = text.indexOf('\n', next + 1)) line += 1;
    return line;
  };
}

function commentsOf(path: string): Prose[] {
  const text = read(path);
  const lineAt = linesOf(text);
  return [...text.matchAll(TOKENS)].flatMap(({ 1: block, 2: line, index }) => {
    const found = block ?? line;
    return found === undefined ? [] : [{ at: `${path}:${lineAt(index)}`, text: plain(found) }];
  });
}

function titlesOf(path: string): Prose[] {
  const text = read(path);
  const lineAt = linesOf(text);
  return [...text.matchAll(TITLES)].map(({ 2: title, index }) => ({
    at: `${path}:${lineAt(index)}`,
    text: title!.charAt(0).toUpperCase() + title!.slice(1),
  }));
}

function descriptionsOf(path: string): Prose[] {
  const text = read(path);
  const lineAt = linesOf(text);
  return [...text.matchAll(DESCRIPTIONS)].map(({ 1: block, 2: line, index }) => ({
    at: `${path}:${lineAt(index)}`,
    text: (block ?? line ?? '').replace(/\s+/g, ' ').trim(),
  }));
}

/** Paragraphs of a Markdown file, without code. */
function paragraphsOf(path: string): Prose[] {
  let line = 1;
  const text = read(path).replace(CODE_OF_MARKDOWN, (code) => code.replace(/[^\n]/g, '…'));
  return text.split(/(\n{2,})/).flatMap((part) => {
    const at = `${path}:${line}`;
    line += part.split('\n').length - 1;
    return part.trim() ? [{ at, text: part.replace(/\s+/g, ' ').trim() }] : [];
  });
}

const messagesOf = (path: string): Prose[] =>
  Object.entries(JSON.parse(read(path)) as Record<string, string>).map(([key, text]) => ({
    at: `${path}: ${key}`,
    text,
  }));

/** English prose of a file: comments, test titles, SDL descriptions, paragraphs or messages; empty for other files. */
function proseOf(path: string): Prose[] {
  if (/\.test\.tsx?$/.test(path)) return [...commentsOf(path), ...titlesOf(path)];
  if (/\.(?:ts|tsx|mjs|css)$/.test(path)) return commentsOf(path);
  if (path.endsWith('.graphql')) return descriptionsOf(path);
  if (path.endsWith('.md') && !/zh-CN/.test(path)) return paragraphsOf(path);
  return path.endsWith('messages/en.json') ? messagesOf(path) : [];
}

/** English prose below some folders, and of some files. */
export const proseIn = (roots: readonly string[]): Prose[] =>
  roots.flatMap((root) => (/\.\w+$/.test(root) ? [root] : filesIn(root))).flatMap(proseOf);
