import { describe, expect, it } from '@jest/globals';
import { filesIn, isSource, isTest, read } from '../kit/source.ts';

const sources = filesIn('server').filter(
  (path) => isSource(path) && !isTest(path) && read(path).includes('@Field('),
);

/** TypeScript's name for the value of a GraphQL type, as `@Field` names it. */
const VALUES: Readonly<Record<string, string>> = {
  String: 'string',
  ID: 'string',
  'scalar.date': 'string',
  'scalar.decimal': 'string',
  'scalar.month': 'string',
  Int: 'number',
  Boolean: 'boolean',
  'scalar.dateTime': 'Date',
};

function propertyType(type: string, nullable: boolean): string {
  const name = type.replace(/[[\]]/g, '');
  const one = VALUES[name] ?? (name.endsWith('Enum') ? `keyof typeof ${name}` : name);
  const many = one.includes(' ') ? `(${one})[]` : `${one}[]`;
  return `${type.startsWith('[') ? many : one}${nullable ? ' | null' : ''}`;
}

describe('type classes', () => {
  it('give each property the type that its @Field declares', () => {
    let fields = 0;
    const untrue = sources.flatMap((path) =>
      [
        ...read(path).matchAll(
          /@Field\(\s*\(\) => (\[?[\w.]+\]?)([\s\S]*?)\)\s*(\w+)[!?]?: ([^;]+);/g,
        ),
      ].flatMap(([, type, options, name, written]) => {
        fields += 1;
        const expected = propertyType(type!, options!.includes('nullable: true'));
        return written!.replace(/\s+/g, ' ') === expected
          ? []
          : [`${path}: ${name} is ${written}, @Field says ${expected}`];
      }),
    );
    const all = sources.flatMap((path) => read(path).match(/^ +@Field\(/gm) ?? []).length;
    expect(fields).toBe(all);
    expect(fields).toBeGreaterThan(400);
    expect(untrue).toEqual([]);
  });

  it('that disagree with their table do not compile', () => {
    const mistakes = read('test/architecture/type-classes.mistakes.ts');
    expect(mistakes.match(/@ts-expect-error/g)).toHaveLength(2);
    expect(JSON.parse(read('test/tsconfig.json')).include).toContain('.');
  });
});
