import { beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { errorsOf, listed, setStage } from '../discounts/stage.ts';
import { orderOf, paid } from '../orders/checkout.ts';
import { group, supported } from './support.ts';

const stage = testStage('support groups', setStage);
let seller: Caller;

beforeAll(async () => {
  seller = stage.sellerManager;
});

const FACTS = 'name content hours phone mail';

const groupsOf = async (viewer: Pick<Caller, 'ask'>): Promise<any[]> =>
  (await viewer.ask(`{ supportGroups(first: 20) { nodes { id version productCount ${FACTS} } } }`))
    .supportGroups.nodes;
const groupOf = async (viewer: Pick<Caller, 'ask'>, id: string): Promise<any> =>
  (await groupsOf(viewer)).find((one) => one.id === id);
const ofProduct = async (viewer: Pick<Caller, 'ask'>, id: string): Promise<any> =>
  (
    await viewer.ask(`query($id: ID!) { product(by: { id: $id }) { supportGroup { ${FACTS} } } }`, {
      id,
    })
  ).product.supportGroup;

/** A seller without groups. */
const another = async (name: string): Promise<Caller> =>
  stage.world.member(await stage.world.organization('SELLER', name), 'seller.manager');

describe('a support group', () => {
  it('is shown with its products and their orders to everyone who sees them, as it is now', async () => {
    const { goods, manager, buyer, operator, reviewer } = stage;
    const order = await paid(stage);
    for (const viewer of [manager, buyer])
      expect(await ofProduct(viewer, goods.productId)).toBeNull();
    const id = await supported(seller, goods.productId, {
      content: ['PRODUCT_QUESTIONS', 'PRODUCT_QUESTIONS'],
    });
    const shown = { ...group(), content: ['PRODUCT_QUESTIONS'] };
    for (const viewer of [manager, buyer, operator, seller, reviewer]) {
      expect(await ofProduct(viewer, goods.productId)).toEqual(shown);
      // Sold before the group existed.
      expect(
        await orderOf(viewer, order, `lines { product { supportGroup { ${FACTS} } } }`),
      ).toEqual({ lines: [{ product: { supportGroup: shown } }] });
      expect(await groupOf(viewer, id)).toMatchObject({ ...shown, productCount: 1 });
    }
    const changed = group({ phone: '+86 400 555 0101', hours: '7×24 小时' });
    await seller.mutate('supportGroupUpdate', { id, version: 1, ...changed });
    expect(await orderOf(buyer, order, `lines { product { supportGroup { ${FACTS} } } }`)).toEqual({
      lines: [{ product: { supportGroup: changed } }],
    });
    await seller.mutate('productDelist', { id: goods.productId, reason: '停止供应' });
    expect(await ofProduct(manager, goods.productId)).toEqual(changed);
    await seller.mutate('productRelist', { id: goods.productId });
  });

  it('needs content, hours, a phone and a mail, under a name of its own', async () => {
    const refusals = async (facts: object): Promise<string[]> =>
      (await errorsOf(seller, 'supportGroupCreate', group({ name: '缺项', ...facts }))).map(
        ({ code, field }) => `${code} ${field?.join('.')}`,
      );
    expect(await refusals({ content: [] })).toEqual(['BLANK content']);
    expect(await refusals({ hours: ' ' })).toEqual(['BLANK hours']);
    expect(await refusals({ phone: '前台' })).toEqual(['INVALID_FORMAT phone']);
    expect(await refusals({ mail: 'support' })).toEqual(['INVALID_MAIL mail']);
    await seller.mutate('supportGroupCreate', group({ name: '同名' }));
    expect(await refusals({ name: '同名' })).toEqual(['NAME_TAKEN name']);
    const other = await another('同名商家');
    await other.mutate('supportGroupCreate', group({ name: '同名' }));
  });

  it('is one of at most six of its seller, however many are created at once', async () => {
    const busy = await another('多组商家');
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        busy.refused('supportGroupCreate', group({ name: `第 ${i} 组` })),
      ),
    );
    expect(outcomes.flat()).toEqual(['SUPPORT_GROUP_LIMIT_REACHED', 'SUPPORT_GROUP_LIMIT_REACHED']);
    const groups = await groupsOf(busy);
    expect(groups.length).toBe(6);
    await busy.mutate('supportGroupDelete', { id: groups[0].id, version: 1 });
    await busy.mutate('supportGroupCreate', group({ name: '后来的组' }));
    await stage.operator.mutate('policySet', {
      key: 'catalog.support-groups',
      value: '7',
      reason: '大商家',
    });
    await busy.mutate('supportGroupCreate', group({ name: '第七组' }));
    await busy.cannot(
      'supportGroupCreate',
      group({ name: '第八组' }),
      'SUPPORT_GROUP_LIMIT_REACHED',
    );
  });

  it('is not deleted while a product names it', async () => {
    const { productId } = await listed(seller, '换组产品');
    const id = await supported(seller, productId, { name: '旧组' });
    const input = { id, version: 1 };
    await seller.cannot('supportGroupDelete', input, 'SUPPORT_GROUP_IN_USE');
    expect(await ofProduct(stage.manager, productId)).toMatchObject({ name: '旧组' });
    await supported(seller, productId, { name: '新组' });
    expect(await ofProduct(stage.manager, productId)).toMatchObject({ name: '新组' });
    await seller.mutate('supportGroupDelete', input);
    expect(await groupOf(stage.manager, id)).toBeUndefined();

    await seller.mutate('productSetSupportGroup', { id: productId });
    expect(await ofProduct(stage.manager, productId)).toBeNull();
    await seller.cannot('productSetSupportGroup', { id: productId }, 'NOTHING_CHANGED');
  });

  it('keeps a deletion and a choice of the same moment apart', async () => {
    const { productId } = await listed(seller, '同时产品');
    for (let round = 0; round < 5; round++) {
      const { id } = await seller.mutate('supportGroupCreate', group({ name: `同时 ${round}` }));
      const [, chosen] = await Promise.allSettled([
        seller.refused('supportGroupDelete', { id }),
        seller.refused('productSetSupportGroup', { id: productId, supportGroupId: id }),
      ]);
      const isChosen = chosen.status === 'fulfilled' && chosen.value.length === 0;
      expect((await groupOf(seller, id)) !== undefined).toBe(isChosen);
      if (!isChosen) continue;
      await seller.mutate('productSetSupportGroup', { id: productId });
      await seller.mutate('supportGroupDelete', { id });
    }
  });

  it('refuses a stale version of the group and of the product', async () => {
    const { productId } = await listed(seller, '旧版产品');
    const id = await supported(seller, productId, { name: '旧版组' });
    await seller.mutate('supportGroupUpdate', { id, version: 1, ...group({ name: '旧版组' }) });
    for (const [name, input] of [
      ['supportGroupUpdate', { id, version: 1, ...group({ name: '旧版组' }) }],
      ['supportGroupDelete', { id, version: 1 }],
      ['productSetSupportGroup', { id: productId, version: 1 }],
    ] as const)
      await seller.cannot(name, input, 'STALE_VERSION');
  });

  it('belongs to its seller', async () => {
    const { productId } = await listed(seller, '自家产品');
    const id = await supported(seller, productId, { name: '自家组' });
    const rival = await another('别家');
    const theirs = await listed(rival, '别家产品');
    expect(await groupsOf(rival)).toEqual([]);
    for (const [name, input] of [
      ['supportGroupUpdate', { id, ...group() }],
      ['supportGroupDelete', { id }],
      ['productSetSupportGroup', { id: theirs.productId, supportGroupId: id }],
      ['productSetSupportGroup', { id: productId }],
    ] as const)
      await expect(rival.refused(name, input)).rejects.toThrow('Not found');
    for (const viewer of [stage.manager, stage.operator, stage.reviewer])
      await expect(viewer.refused('supportGroupDelete', { id })).rejects.toThrow();
    const outsider = await stage.world.member(
      await stage.world.organization('PARTNER', '未加入'),
      'csp.owner',
    );
    expect(await groupsOf(outsider)).toEqual([]);
  });

  it('leaves its changes in the audit and in the history of the product', async () => {
    const { productId } = await listed(seller, '留痕产品');
    const id = await supported(seller, productId, { name: '留痕组' });
    await seller.mutate('productSetSupportGroup', { id: productId });
    await seller.mutate('supportGroupDelete', { id });
    const lines = await stage.world.rows<{ action: string; mail: string }>(sql`
      select action, detail->>'mail' as mail from audit_entry where subject_id = ${id.slice(4)} order by position`);
    expect(lines).toEqual(
      ['supportGroupCreate', 'supportGroupDelete'].map((action) => ({
        action,
        mail: 'support@huaxin.example',
      })),
    );
    const { events } = await seller.ask(
      `query($id: [ID!]) { events(first: 20, filter: { subjectId: $id }) { nodes { event } } }`,
      { id: [productId] },
    );
    expect(events.nodes.map(({ event }: { event: string }) => event)).toEqual([
      'publish',
      'setSupportGroup',
      'setSupportGroup',
    ]);
  });
});
