/** Phrases of translated English. Each has a plain equivalent: the viewer's, again, no, earlier, how, a caller, whose, is. */
export const FORBIDDEN =
  /\b(?:the|an) own\b|\banew\b|(?<!there )\b(?:is|are|was|were) none\b|\bof before\b|\b(?:by|in|on) which way\b|\bwho asks\b|\bwhoever\b|\bstands?\b(?! for)|\b(?:of|to|for|by) whom\b/i;

/** A clause without a noun at the start of a statement; a question may start so. */
export const NO_NOUN = /^(?:What|Who|Whose|Whom|Where|By what)\b[^?]*$/;

const COMMENT = /\/\*[\s\S]*?\*\/|(?:^|(?<=[\s;{(]))\/\/.*(?:\n\s*\/\/.*)*/g;
const MARKS = /^\s*(?:\/\*+|\*+\/|\*|\/\/)+\s?|\s*\*+\/\s*$/gm;

/** Text in code that is no prose: quoted code, links, tags. */
const CODE = /`[^`]*`|\{@link [^}]*\}|https?:\S+/g;

/** The comments of a source, each as one line. */
export const commentsOf = (source: string): string[] =>
  [...source.matchAll(COMMENT)].map(([text]) =>
    text.replace(MARKS, ' ').replace(/\s+/g, ' ').trim(),
  );

/** The paragraphs, headings, items and cells of a Markdown text, without code and front marks. */
export const paragraphsOf = (markdown: string): string[] =>
  markdown
    .replace(/```[\s\S]*?```/g, '\n\n')
    .split(/\n\s*\n|\n(?=\s*(?:[-*#>|]|\d+\.)\s)|\s\|\s/)
    .map((text) =>
      text
        .replace(/^[\s#>|*-]+/, '')
        .replace(/\s+/g, ' ')
        .trim(),
    );

/** The sentences of a text that use a forbidden phrase or start without a noun. */
export function faultsIn(text: string): string[] {
  const prose = text.replace(CODE, 'code').replace(/\*\*/g, '');
  return prose
    .split(/(?<=[.!?:])\s+(?=[A-Z@])/)
    .filter((sentence) => FORBIDDEN.test(sentence) || NO_NOUN.test(sentence));
}
