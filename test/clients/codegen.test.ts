import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROOT } from '../kit/launcher.ts';
import { LIST, openStage, SCHEMA, type Stage, TAG } from './stage.ts';

const run = promisify(execFile);
const PACKAGES = join(ROOT, 'node_modules');

const USE = `
import type { CustomersQuery } from './gql/graphql.ts';
import { graphql } from './gql/index.ts';

export const list = graphql(\`${LIST}\`);
export const tag = graphql(\`${TAG}\`);
export const nameOf = (data: CustomersQuery): string => data.customers.edges[0]!.node.name;
`;

describe('graphql-codegen, in a separate folder', () => {
  let stage: Stage;
  const folder = mkdtempSync(join(tmpdir(), 'codegen-client-'));

  beforeAll(async () => {
    stage = await openStage();
    symlinkSync(PACKAGES, join(folder, 'node_modules'));
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    writeFileSync(join(folder, 'use.ts'), USE);
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({
        compilerOptions: {
          strict: true,
          noEmit: true,
          module: 'nodenext',
          allowImportingTsExtensions: true,
          skipLibCheck: true,
          types: [],
        },
        include: ['use.ts', 'gql'],
      }),
    );
  });
  afterAll(async () => {
    await stage?.close();
    rmSync(folder, { recursive: true });
  });

  it.each(['the address', 'the file'])('generates strict types from %s', async (from) => {
    const schema =
      from === 'the file' ? SCHEMA : { [stage.endpoint]: { headers: { ...stage.headers } } };
    writeFileSync(
      join(folder, 'codegen.json'),
      JSON.stringify({
        schema: [schema],
        documents: ['use.ts'],
        generates: {
          './gql/': {
            preset: 'client',
            presetConfig: { fragmentMasking: false },
            config: { useTypeImports: true, documentMode: 'string', importExtension: '.ts' },
          },
        },
      }),
    );
    await run(
      process.execPath,
      [join(PACKAGES, '@graphql-codegen/cli/esm/bin.js'), '--config', 'codegen.json'],
      { cwd: folder },
    );
    const checked = await run(
      process.execPath,
      [join(PACKAGES, 'typescript/bin/tsc'), '--project', 'tsconfig.json'],
      { cwd: folder },
    ).then(
      () => '',
      (error) => String(error.stdout),
    );
    expect(checked).toBe('');
    rmSync(join(folder, 'gql'), { recursive: true });
  });
});
