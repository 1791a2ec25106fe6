import { describe, expect, it } from '@jest/globals';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import { bulk } from '../workspace/bulk-stage.ts';
import { draftOf, saved, seen, setStage } from './stage.ts';

const stage = testStage('dry run', setStage);

const FIELDS = `id name status version submittedAt netTotal { amount } lines { position payRate netPrice { amount } }
  customer { name exclusiveDiscounts(first: 10) { nodes { id status } count { value } } }
  viewerActions { name enabled } activities(first: 10) { nodes { event toState } }`;
const INPUTS = {
  exclusiveDiscountCreate: 'ExclusiveDiscountCreateInput',
  exclusiveDiscountSubmit: 'ExclusiveDiscountSubmitInput',
} as const;

const dry = async (name: keyof typeof INPUTS, input: object): Promise<any> => {
  const data = await stage.manager.ask(
    `mutation($input: ${INPUTS[name]}!) { ${name}(input: $input, idempotencyKey: "dry", validateOnly: true) {
      exclusiveDiscount { ${FIELDS} } userErrors { code } } }`,
    { input },
  );
  return data[name];
};

const counts = async (): Promise<unknown> =>
  await stage.world.rows(sql`
    select (select count(*)::int from exclusive_discount) as discounts, (select count(*)::int from exclusive_discount_line) as lines,
      (select count(*)::int from domain_event) as events, (select count(*)::int from audit_entry) as audited,
      (select count(*)::int from outbox_message) as mails, (select count(*)::int from idempotency_key) as keys`);

describe('a dry run', () => {
  it('returns the record that a command would create, with its relations, and keeps nothing', async () => {
    const before = await counts();
    const input = draftOf(stage);
    const { exclusiveDiscount: draft, userErrors } = await dry('exclusiveDiscountCreate', input);
    expect(userErrors).toEqual([]);
    expect(draft).toMatchObject({
      name: input.name,
      status: 'DRAFT',
      version: 1,
      netTotal: { amount: '10493.82' },
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
    const { exclusiveDiscount: tried } = await dry('exclusiveDiscountSubmit', { id });
    expect(tried).toMatchObject({ id, status: 'SELLER_REVIEW' });
    expect(await counts()).toEqual(before);
    await stage.manager.sees(id, { status: 'DRAFT' });
    await stage.manager.mutate('exclusiveDiscountSubmit', { id });
    expect(await seen(stage.manager, id, FIELDS)).toEqual(tried);
  });

  it('returns no record where the command would be refused', async () => {
    const input = draftOf(stage, { lines: [] });
    expect(await dry('exclusiveDiscountCreate', input)).toEqual({
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
