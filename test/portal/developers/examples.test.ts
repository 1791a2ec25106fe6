import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Example, TOPICS } from '../../../portal/features/developers/guide/examples.ts';
import {
  type ProgramLanguage,
  programIn,
} from '../../../portal/features/developers/guide/languages.ts';
import en from '../../../server/messages/en.json' with { type: 'json' };
import zh from '../../../server/messages/zh.json' with { type: 'json' };
import { FACTS } from '../../../server/platform/api/facts.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { customerOf, invited, partnerOf } from '../../api/bindings/fixtures.ts';
import { openProduct, type Product } from '../../kit/product.ts';
import { LONG } from '../../kit/sizes.ts';

/** File and command of a program, and a command that shows whether the machine has the language. */
const RUN: Readonly<
  Record<
    ProgramLanguage,
    { readonly file: string; readonly command: string[]; readonly needs: string }
  >
> = {
  curl: { file: 'example.sh', command: ['sh'], needs: 'curl' },
  typescript: {
    file: 'example.ts',
    command: [process.execPath, '--no-warnings'],
    needs: process.execPath,
  },
  python: { file: 'example.py', command: ['python3'], needs: 'python3' },
};
/** The languages that this machine has. */
const LANGUAGES = (Object.keys(RUN) as ProgramLanguage[]).filter(
  (language) => spawnSync(RUN[language].needs, ['--version']).status === 0,
);
const EXAMPLES = TOPICS.flatMap(({ examples }) => examples);

/** Text that every program of the example prints. */
const PRINTED: Readonly<Record<string, string>> = {
  first: 'CSP_MANAGER',
  list: '深圳智科',
  schema: 'exclusiveDiscounts',
  pages: 'Acme',
  lookUp: 'Acme',
  changes: 'updatedAt',
  events: 'INVITED',
  totals: 'dealTotal',
  report: 'isComplete',
  write: 'INVITED',
  live: ':',
};

it('the API guide has a text for every topic, example, error code and limit, in both languages', () => {
  const keys = [
    ...TOPICS.flatMap(({ id }) => [`topic.${id}`, `topic.${id}.text`]),
    ...EXAMPLES.map(({ id }) => `call.${id}`),
    ...Object.keys(FACTS.errors).map((code) => `code.${code}`),
    ...Object.keys(FACTS.limits).map((id) => `limit.${id}`),
  ].map((key) => `ui.api.${key}`);
  expect(keys.length).toBeGreaterThan(50);
  expect(keys.filter((key) => !(key in zh && key in en))).toEqual([]);
});

describe('the examples of the API guide', () => {
  let product: Product;
  let folder: string;
  let access: { endpoint: string; key: string };

  beforeAll(async () => {
    product = await openProduct();
    folder = await mkdtemp(join(tmpdir(), 'partnergraph-examples-'));
    const { world } = product;
    const partner = await partnerOf(world, 'Balance');
    await customerOf(world, 'Acme', [partner], { cloudAccount: 'acme' });
    await customerOf(world, '深圳智科', [partner]);
    // The cloud account of a bound customer is visible, so it finds the customer.
    await world.rows(sql`update customer_access set level = 'FULL'`);
    const owner = await world.member(partner, 'csp.owner');
    await invited(world, owner, await customerOf(world, '南方零售', [partner]));
    const { secret } = await owner.mutate(
      'apiKeyCreate',
      { name: 'examples', role: 'CSP_MANAGER', scopes: ['READ', 'WRITE', 'SCHEMA_READ'] },
      'secret',
    );
    access = { endpoint: `${product.url}/graphql`, key: String(secret) };
  });
  afterAll(async () => {
    await product?.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function printedBy(example: Example, language: ProgramLanguage): Promise<string> {
    const { file, command } = RUN[language];
    const path = join(folder, `${example.id}-${file}`);
    await writeFile(path, programIn[language](example, access));
    const [program, ...args] = command;
    const child = spawn(program!, [...args, path], { stdio: ['ignore', 'pipe', 'ignore'] });
    if (example.kind === 'stream') {
      // The stream opens with a comment and then waits for events.
      const [first] = await once(child.stdout, 'data');
      child.kill();
      return String(first);
    }
    const [said] = await Promise.all([text(child.stdout), once(child, 'close')]);
    return said;
  }

  const programs = EXAMPLES.flatMap((example) =>
    LANGUAGES.map((language) => ({ id: example.id, language, example })),
  );
  /** The short form runs each example in one language, in turn, and each kind of examples in every language. */
  const inTurn = ({ id, language, example: { kind } }: (typeof programs)[number]): boolean => {
    const at = EXAMPLES.findIndex((one) => one.id === id);
    const isFirst = EXAMPLES.findIndex((one) => one.kind === kind) === at;
    return isFirst || LANGUAGES[at % LANGUAGES.length] === language;
  };
  it.each(LONG ? programs : programs.filter(inTurn))(
    '$id runs in $language',
    async ({ example, language }) => {
      const said = await printedBy(example, language);
      expect(said).toContain(PRINTED[example.id]);
      expect(said).not.toContain('"errors"');
    },
  );
});
