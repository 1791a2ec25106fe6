export interface Person {
  id: string;
  name: string;
}

/** Members whom a text mentions: `@name`, the longest name first, so that 张三 is not read in @张三丰. */
export function mentionedIn<P extends { name: string }>(
  text: string,
  people: readonly P[],
): readonly P[] {
  const byLength = people.toSorted((a, b) => b.name.length - a.name.length);
  let rest = text;
  return byLength.filter(({ name }) => {
    const isNamed = name !== '' && rest.includes(`@${name}`);
    rest = rest.replaceAll(`@${name}`, '\n');
    return isNamed;
  });
}

export interface Piece {
  text: string;
  isMention: boolean;
}

/** The text in pieces, those that mention a member marked. */
export function piecesOf(text: string, people: readonly { name: string }[]): Piece[] {
  const names = people.map(({ name }) => `@${name}`).toSorted((a, b) => b.length - a.length);
  if (names.length === 0) return [{ text, isMention: false }];
  const escaped = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return text
    .split(new RegExp(`(${escaped.join('|')})`))
    .filter((piece) => piece !== '')
    .map((piece) => ({ text: piece, isMention: names.includes(piece) }));
}
