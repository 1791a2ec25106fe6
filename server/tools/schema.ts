import { readFile, writeFile } from 'node:fs/promises';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchema } from '../schema.ts';

const FILE = new URL('../../schema.graphql', import.meta.url);

/** `npm run schema` writes schema.graphql, sorted; with `--check` it only says whether that would change it. */
export async function schema(args: readonly string[]): Promise<number> {
  const text = `${printSchema(lexicographicSortSchema(await buildSchema()))}\n`;
  const present = await readFile(FILE, 'utf8').catch(() => '');
  if (text === present) return 0;
  if (args.includes('--check')) {
    console.error(
      `schema.graphql differs from the code at line ${firstDifference(present, text)}: npm run schema`,
    );
    return 1;
  }
  await writeFile(FILE, text);
  console.log('schema.graphql is written.');
  return 0;
}

function firstDifference(left: string, right: string): number {
  const [a, b] = [left.split('\n'), right.split('\n')];
  return a.findIndex((line, i) => line !== b[i]) + 1 || a.length + 1;
}
