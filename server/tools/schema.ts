import { readFile, writeFile } from 'node:fs/promises';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { FACTS } from '../platform/api/facts.ts';
import type { Domain } from '../platform/domain.ts';
import { diagram } from '../platform/machine.ts';
import { viewsSql } from '../platform/read/report/views.ts';
import { loadDomain } from '../schema.ts';

/** Files that are derived from the code and checked in, so that a review shows their changes. */
const derived: readonly { readonly path: string; text(domain: Domain): string }[] = [
  {
    path: 'schema.graphql',
    text: ({ schema }) => `${printSchema(lexicographicSortSchema(schema))}\n`,
  },
  { path: 'server/decisions/state-machines.md', text: stateMachines },
  {
    path: 'portal/features/developers/guide/facts.json',
    text: () => `${JSON.stringify(FACTS, null, 2)}\n`,
  },
  { path: 'server/migrations/reporting.sql', text: viewsSql },
];

/**
 * `npm run schema` writes schema.graphql, sorted, the diagrams of the state machines, the figures of the
 * API guide, and the views of reports. With `--check` it
 * only reports whether they would change.
 */
export async function schema(args: readonly string[]): Promise<number> {
  const domain = await loadDomain();
  let stale = 0;
  for (const { path, text } of derived) {
    const file = new URL(`../../${path}`, import.meta.url);
    const wanted = text(domain);
    const present = await readFile(file, 'utf8').catch(() => '');
    if (wanted === present) continue;
    if (args.includes('--check')) {
      stale += 1;
      const line = firstDifference(present, wanted);
      console.error(`${path} differs from the code at line ${line}: npm run schema`);
    } else {
      await writeFile(file, wanted);
      console.log(`${path} is written.`);
    }
  }
  return stale === 0 ? 0 : 1;
}

function stateMachines({ modules }: Domain): string {
  const parts = modules.flatMap(({ name, lifeCycles = [] }) =>
    lifeCycles.map(
      ({ machine }) =>
        `## ${machine.type} (${name})\n\n\`\`\`mermaid\n${diagram(machine)}\n\`\`\`\n`,
    ),
  );
  return `# State machines\n\nDrawn from the transition tables by \`npm run schema\`.\n\n${parts.join('\n')}`;
}

function firstDifference(left: string, right: string): number {
  const [a, b] = [left.split('\n'), right.split('\n')];
  return a.findIndex((line, i) => line !== b[i]) + 1 || a.length + 1;
}
