import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import type { LifeCycle } from '../../server/platform/command/types.ts';
import { loadDomain } from '../../server/schema.ts';
import { filesIn, isSource, isTest, ROOT, read } from '../kit/source.ts';

const domain = await loadDomain();
const machines = domain.modules.flatMap((module) =>
  ((module.lifeCycles ?? []) as unknown as LifeCycle[]).map(({ machine }) => machine),
);
const matrices = filesIn('test/api').filter(
  (path) => isTest(path) && read(path).includes('describeMatrix('),
);

/** The types whose life cycles a file imports from the product and hands to a matrix. */
async function triedBy(path: string): Promise<string[]> {
  const text = read(path);
  const imports = [...text.matchAll(/import \{([^}]*)\} from '([^']*\/server\/modules\/[^']*)'/g)];
  const types = imports.map(async ([, names, from]) => {
    const values = (await import(join(ROOT, path, '..', from!))) as Record<string, unknown>;
    return names!.split(',').flatMap((name) => {
      const life = values[name.trim()] as Partial<LifeCycle> | undefined;
      return life?.machine ? [life.machine.type] : [];
    });
  });
  return (await Promise.all(types)).flat();
}

const LISTED = /\b(?:status|state)\}? (?:not )?in \('[^`\n]*/g;

it('SQL names a set of states by a constant of the machine', () => {
  const files = filesIn('server/modules').filter(
    (path) => isSource(path) && !isTest(path) && !/\.(?:machine|entity)\.ts$/.test(path),
  );
  const listed = files.flatMap((path) =>
    [...read(path).matchAll(LISTED)].map(([text]) => `${path}: ${text}`),
  );
  expect(listed).toEqual([]);
  // The checks of a table are its own: a further state changes them by a migration.
  const checks = filesIn('server/modules').filter((path) => path.endsWith('.entity.ts'));
  expect(checks.some((path) => read(path).match(LISTED))).toBe(true);
});

it('a matrix tries every event of every machine in every state', async () => {
  const tried = (await Promise.all(matrices.map(triedBy))).flat();
  const missing = machines.filter(({ type }) => !tried.includes(type));
  expect(
    missing.map(({ type }) => `No describeMatrix of test/api tries the machine of ${type}.`),
  ).toEqual([]);
  expect(tried.length).toBe(machines.length);
  expect(machines.length).toBeGreaterThan(10);
});
