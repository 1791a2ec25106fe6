import { beforeAll, describe, expect, it } from '@jest/globals';
import { DAY } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { actionsOf } from '../../kit/answers.ts';
import { testStage } from '../../kit/test-world.ts';
import type { Caller, Organization } from '../../kit/world.ts';
import { day, setStage } from '../discounts/stage.ts';
import { customerOf, invited, partnerOf } from './fixtures.ts';

const MINUTE = 60_000;
const LIMIT = 5;

const stage = testStage('mail limits', setStage);
let acme: Organization;
let owner: Caller;

beforeAll(async () => {
  const { world, operator } = stage;
  acme = await partnerOf(world, '海川数科');
  owner = await world.member(acme, 'csp.owner');
  await operator.mutate('policySet', { key: 'mail.daily', value: `${LIMIT}`, reason: 'a test' });
  world.clock.advance(MINUTE);
});

const customer = (name: string) => customerOf(stage.world, name, [acme]);
const limited = (name: string) =>
  expect.arrayContaining([
    {
      name,
      enabled: false,
      reasonCode: 'MAIL_LIMIT_REACHED',
      reasonParams: [{ key: 'limit', value: `${LIMIT}` }],
    },
  ]);

// A partner could mail the same stranger in a loop, in the name of the marketplace.
describe('mails that an organization asks for', () => {
  it('about the same record pause for five minutes, and the button says so', async () => {
    const { id } = await invited(stage.world, owner, await customer('华北制造'));
    const tooSoon = { code: 'MAIL_TOO_SOON', params: [{ key: 'minutes', value: '5' }] };
    await owner.cannot('partnerBindingResend', { id }, tooSoon);
    expect(await actionsOf(owner, id)).toMatchObject({ resend: 'MAIL_TOO_SOON' });
    stage.world.clock.advance(5 * MINUTE);
    await owner.mutate('partnerBindingResend', { id });
    await owner.cannot('partnerBindingResend', { id }, tooSoon);
  });

  it('end with the number of a day, for every kind of mail and this organization alone', async () => {
    const { world, manager, partner } = stage;
    const pending = await owner.mutate('partnerBindingPreRegister', {
      customerId: await customer('北辰网络'),
    });
    const member = (mail: string) => ({ name: '许诺', mail, role: 'CSP_FINANCE' });
    await owner.mutate('memberInvite', member('xu@example.com'));
    await owner.mutate('memberInvite', member('he@example.com'));
    await invited(world, owner, await customer('南山软件'));
    const input = { customerId: await customer('西岭物流'), type: 'ADVISORY' };
    await owner.cannot('partnerBindingInvite', input, 'MAIL_LIMIT_REACHED');
    await owner.cannot('memberInvite', member('wu@example.com'), 'MAIL_LIMIT_REACHED');
    await owner.sees(pending.id, { viewerActions: limited('invite') });
    await invited(world, manager, await customerOf(world, '中原化工', [partner]));
    world.clock.advance(DAY);
    await owner.mutate('partnerBindingInvite', input);
  });

  // The limit counted the mails of the past only: 999 of 1,000 let an offer mail fifty more.
  it('go to no more recipients of one offer than the limit of a day leaves', async () => {
    const { world, goods, sellerManager } = stage;
    const names = ['东海造船', '西海物流', '南海软件'];
    for (const name of names) await customerOf(world, name, [], { cloudAccount: name });
    const offer = await sellerManager.mutate('privateOfferCreate', {
      name: '三家客户的报价',
      productId: goods.productId,
      customers: names.map((name) => ({ name, cloudAccount: name })),
      lines: [{ specificationId: goods.specifications[0], payRate: '0.9' }],
      validUntil: day('31'),
    });
    await sellerManager.mutate('privateOfferShare', offer);
    world.clock.advance(10 * MINUTE);
    await sellerManager.cannot('privateOfferShare', offer, 'MAIL_LIMIT_REACHED');
    await sellerManager.sees(offer.id, { viewerActions: limited('share') });
    world.clock.advance(DAY);
    await sellerManager.mutate('privateOfferShare', offer);
    const mails = await world.rows(
      sql`select 1 from outbox_message where about_id = ${offer.id.slice(4)}`,
    );
    expect(mails).toHaveLength(6);
  });
});
