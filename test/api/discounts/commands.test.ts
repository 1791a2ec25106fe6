import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { transact } from '../../../server/platform/command/pipeline.ts';
import { NOW } from '../../../server/platform/db/tenancy.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import { openWeb, type Web } from '../../kit/web.ts';
import { bulk } from '../workspace/bulk-stage.ts';
import { draftOf, saved, seen, setStage } from './stage.ts';

const stage = testStage('commands of discounts', setStage);

const FIELDS = `id name status version submittedAt netTotal { amount } lines { position payRate netPrice { amount } }
  customer { name exclusiveDiscounts(first: 10) { nodes { id status } count { value } } }
  viewerActions { name enabled } activities(first: 10) { nodes { event toState } }`;

const create = (key: string, args = '') =>
  `mutation($input: ExclusiveDiscountCreateInput!) {
    done: exclusiveDiscountCreate(input: $input, idempotencyKey: "${key}"${args}) {
      exclusiveDiscount { ${FIELDS} } userErrors { code } } }`;
const dry = async (document: string, input: object): Promise<any> =>
  (await stage.manager.ask(document, { input })).done;

/** Numbers of the rows that a command would write. */
const counts = async (): Promise<unknown> =>
  await stage.world.rows(sql`
    select (select count(*)::int from exclusive_discount) as discounts, (select count(*)::int from exclusive_discount_line) as lines,
      (select count(*)::int from domain_event) as events, (select count(*)::int from audit_entry) as audited,
      (select count(*)::int from outbox_message) as mails, (select count(*)::int from idempotency_key) as keys`);

const count = async () => (await stage.world.rows(sql`select 1 from exclusive_discount`)).length;

describe('a dry run', () => {
  it('returns the record that a command would create, with its relations, and keeps nothing', async () => {
    const before = await counts();
    const input = draftOf(stage);
    const { exclusiveDiscount: draft, userErrors } = await dry(
      create('dry', ', validateOnly: true'),
      input,
    );
    expect(userErrors).toEqual([]);
    expect(draft).toMatchObject({
      name: input.name,
      status: 'DRAFT',
      version: 1,
      lines: [{ position: 0, payRate: '0.85', netPrice: { amount: '10493.82' } }],
      customer: { name: '东方制造', exclusiveDiscounts: { nodes: [{ id: draft.id }] } },
      activities: { nodes: [{ event: 'create', toState: 'DRAFT' }] },
    });
    expect(draft.viewerActions).toContainEqual({ name: 'submit', enabled: true });
    expect(await counts()).toEqual(before);
    await stage.manager.sees(draft.id, null);
  });

  it('returns a record as an event would leave it, and the same as the event then does', async () => {
    const id = await saved(stage);
    // Events of one instant in several transactions have no order.
    stage.world.clock.advance(1_000);
    const before = await counts();
    const { exclusiveDiscount: tried } = await dry(
      `mutation($input: ExclusiveDiscountSubmitInput!) {
        done: exclusiveDiscountSubmit(input: $input, idempotencyKey: "dry", validateOnly: true) { exclusiveDiscount { ${FIELDS} } } }`,
      { id },
    );
    expect(tried).toMatchObject({ id, status: 'SELLER_REVIEW' });
    expect(await counts()).toEqual(before);
    await stage.manager.sees(id, { status: 'DRAFT' });
    const { exclusiveDiscount: done } = await stage.manager.mutate(
      'exclusiveDiscountSubmit',
      { id },
      `exclusiveDiscount { ${FIELDS} }`,
    );
    expect(done).toEqual(tried);
    expect(await seen(stage.manager, id, FIELDS)).toEqual(tried);
  });

  it('returns no record where the command would be refused', async () => {
    const input = draftOf(stage, { lines: [] });
    expect(await dry(create('dry', ', validateOnly: true'), input)).toEqual({
      exclusiveDiscount: null,
      userErrors: [{ code: 'BLANK' }],
    });
  });

  it('ends before the next mutation of the same request begins', async () => {
    const id = await saved(stage);
    const data = await stage.manager.ask(
      `mutation($input: ExclusiveDiscountSubmitInput!) {
        a: exclusiveDiscountSubmit(input: $input, idempotencyKey: "a", validateOnly: true) { exclusiveDiscount { status version } }
        b: exclusiveDiscountSubmit(input: $input, idempotencyKey: "b", validateOnly: true) { exclusiveDiscount { status version } }
        c: exclusiveDiscountSubmit(input: $input, idempotencyKey: "c") { exclusiveDiscount { status version } userErrors { code } }
      }`,
      { input: { id } },
    );
    const after = { status: 'SELLER_REVIEW', version: 3 };
    expect(data).toMatchObject({
      a: { exclusiveDiscount: after },
      b: { exclusiveDiscount: after },
      c: { exclusiveDiscount: after, userErrors: [] },
    });
  });

  it('on many rows summarizes them and makes no job', async () => {
    const ids = [await saved(stage), await saved(stage)];
    const { job, summary } = await bulk(
      stage.manager,
      'exclusiveDiscountsSubmit',
      { ids },
      { validateOnly: true },
    );
    expect(job).toBeNull();
    expect(summary).toMatchObject({ total: 2, accepted: 2, refusals: [] });
    await stage.manager.sees(ids[0]!, { status: 'DRAFT' });
  });
});

it('a command reads the product’s time in SQL during the part of the system and after it', async () => {
  const { world, manager } = stage;
  const times: number[] = [];
  await transact(world.deps, manager.viewer, 'r', async (tx) => {
    const look = async ({ rows }: typeof tx) => {
      const [row] = await rows<{ ms: number }>(
        sql`select (extract(epoch from ${sql.raw(NOW)}) * 1000)::float8 as ms`,
      );
      times.push(row!.ms);
    };
    await tx.asSystem('test', look);
    await look(tx);
  });
  const now = world.clock.now().getTime();
  expect(times).toEqual([now, now]);
});

// Idempotency keys counted for one API key: after its rotation, a retry was a second command.
describe('a command of an API key that is replaced', () => {
  let web: Web;
  beforeAll(async () => {
    web = await openWeb(stage.world);
  });
  afterAll(() => web?.close());

  const make = async (more: object = {}) => {
    const owner = await stage.world.member(stage.partner, 'csp.owner');
    return await owner.mutate(
      'apiKeyCreate',
      { name: 'ERP', role: 'CSP_MANAGER', scopes: ['READ', 'WRITE'], ...more },
      'secret apiKey { id origin { id } }',
    );
  };
  /** Creates a discount as a program whose first attempt timed out. */
  const attempt = async (secret: string, input: object) => {
    const { json } = await web.app.fastify.inject({
      method: 'POST',
      url: '/graphql',
      headers: { authorization: `Bearer ${secret}` },
      payload: { query: create('A'), variables: { input } },
    });
    return json().data.done;
  };

  it('has no second effect when it is repeated with the key that replaces it', async () => {
    const { manager, world } = stage;
    const input = draftOf(stage);
    const first = await make();
    const second = await make({ replaces: first.apiKey.id });
    const third = await make({ replaces: second.apiKey.id });
    for (const { apiKey } of [second, third])
      expect(apiKey.origin).toEqual({ id: first.apiKey.id });
    const before = await count();
    const done = await attempt(first.secret, input);
    expect(done.userErrors).toEqual([]);
    const owner = await world.member(stage.partner, 'csp.owner');
    await owner.mutate('apiKeyRevoke', { id: first.apiKey.id });
    for (const { secret } of [second, third]) expect(await attempt(secret, input)).toEqual(done);
    expect(await count()).toBe(before + 1);
    const actors = await world.rows(sql`
      select distinct actor_id as id from audit_entry where subject_id = ${done.exclusiveDiscount.id.slice(4)}`);
    expect(actors).toEqual([{ id: first.apiKey.id.slice(4) }]);
    // Another key is another caller.
    const other = await make();
    expect((await attempt(other.secret, input)).userErrors).toEqual([{ code: 'NAME_TAKEN' }]);
    await manager.sees(done.exclusiveDiscount.id, { status: 'DRAFT' });
  });

  it('is of the same role', async () => {
    const { apiKey } = await make();
    await expect(make({ role: 'CSP_AUDITOR', replaces: apiKey.id })).rejects.toThrow(
      'KEY_OF_ANOTHER_ROLE',
    );
  });
});
