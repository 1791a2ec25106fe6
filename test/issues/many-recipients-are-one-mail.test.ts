import { beforeAll, expect, it } from '@jest/globals';
import { DAY } from '../../server/platform/clock.ts';
import { sql } from '../../server/platform/sql/sql.ts';
import { customerOf } from '../api/bindings/fixtures.ts';
import { day, setStage } from '../api/discounts/stage.ts';
import { testStage } from '../kit/test-world.ts';

const stage = testStage('mails of one offer', setStage);
let offer: { id: string };

beforeAll(async () => {
  const { world, goods, operator, sellerManager } = stage;
  const customers = [];
  for (const name of ['东海造船', '西岭物流', '南山软件']) {
    const id = await customerOf(world, name, []);
    const [row] = await world.rows<{ account: string }>(
      sql`select cloud_account as account from customer where id = ${id.slice(4)}`,
    );
    customers.push({ name, cloudAccount: row!.account });
  }
  await operator.mutate('policySet', { key: 'mail.daily', value: '5', reason: 'a test' });
  world.clock.advance(60_000);
  offer = await sellerManager.mutate('privateOfferCreate', {
    name: '三家客户的报价',
    productId: goods.productId,
    customers,
    lines: [{ specificationId: goods.specifications[0], payRate: '0.9' }],
    validUntil: day('31'),
  });
});

// The limit counted the mails of the past only: 999 of 1,000 let an offer mail fifty more.
it('an offer is not mailed to more recipients than the limit of a day leaves', async () => {
  const { world, sellerManager } = stage;
  await sellerManager.mutate('privateOfferShare', offer);
  world.clock.advance(10 * 60_000);
  await sellerManager.cannot('privateOfferShare', offer, 'MAIL_LIMIT_REACHED');
  const { node } = await sellerManager.ask(
    `{ node(id: "${offer.id}") { ... on PrivateOffer { viewerActions { name enabled reasonCode reasonParams { key value } } } } }`,
  );
  expect(node.viewerActions).toContainEqual({
    name: 'share',
    enabled: false,
    reasonCode: 'MAIL_LIMIT_REACHED',
    reasonParams: [{ key: 'limit', value: '5' }],
  });
  world.clock.advance(DAY);
  await sellerManager.mutate('privateOfferShare', offer);
  expect(
    await world.rows(sql`select 1 from outbox_message where about_id = ${offer.id.slice(4)}`),
  ).toHaveLength(6);
});
