import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HOUR } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { Role } from '../../../server/platform/viewer.ts';
import { actionsOf } from '../../kit/actions.ts';
import { mailedProof } from '../../kit/consent.ts';
import { testStage } from '../../kit/test-world.ts';
import { goTo } from '../../kit/time.ts';
import { type Browser, openWeb, sessionOf, type Web } from '../../kit/web.ts';
import type { Caller, World } from '../../kit/world.ts';
import { customerOf, invited, MAIL } from '../bindings/fixtures.ts';
import { day, scheduled, seen as seenDiscount, setStage } from '../discounts/stage.ts';
import { FORM_HEADERS, form } from '../platform/upload.ts';
import { act, delivered, RECIPIENT, supervised } from '../supervision/delivery.ts';
import { basket, placed } from './checkout.ts';

const UNPROVEN = 'Prove first that you act for the customer';

let web: Web;
// The world closes after its server.
afterAll(() => web?.close());
const stage = testStage('links without proof', setStage);
let world: World;
let discountId: string;

beforeAll(async () => {
  ({ world } = stage);
  web = await openWeb(world);
  discountId = await scheduled(stage);
  await goTo(world, day('12'));
});

/** A browser that has opened a link; `caller` is the API as its session sees it now. */
async function opened(link: string, browser: Browser = web.browser()) {
  const answer = await browser.post(`/auth/link/${link.split('/').at(-1)}`);
  expect(answer.statusCode).toBe(200);
  const caller = async () => world.as((await sessionOf(web.app, browser))!.viewer);
  return { browser, caller };
}

const privateUrl = async (by: Caller): Promise<string> =>
  (await seenDiscount(by, discountId, 'privateUrl')).privateUrl;

const send = (by: Caller) =>
  by.mutate('customerSendCode', { id: stage.customerId }, 'sentTo expiresAt resendAt');
const prove = (by: Caller, code: string) =>
  by.refused('customerProve', { id: stage.customerId, code });

describe('a partner that opens the link of its own customer', () => {
  it('places, pays, accepts, appeals and refunds nothing, and nothing is billed', async () => {
    // The customer placed it by the same link.
    const subjectId = discountId.slice(4);
    const customer = world.as({ ...stage.buyer.viewer, subjectId });
    const due = await placed(stage, { by: customer });
    const delivery = await delivered(stage, 'STANDARD');
    const before = await world.rows(sql`select id, status from customer_order order by id`);
    const { caller, browser } = await opened(await privateUrl(stage.manager));
    const partner = await caller();

    // Every command that needs the proof is named by the policy tests.
    for (const [name, input] of [
      ['orderPlace', basket(stage, { discountId })],
      ['orderConfirmPayment', { id: due }],
      ['supervisionAccept', { id: delivery }],
    ] as const)
      await expect(partner.refused(name, input)).rejects.toThrow(UNPROVEN);
    const unproven = 'FRESH_PROOF_REQUIRED';
    expect(await actionsOf(partner, due)).toMatchObject({ confirmPayment: unproven });
    expect(await actionsOf(customer, due)).toMatchObject({ confirmPayment: true });
    expect(await actionsOf(partner, delivery)).toMatchObject({
      accept: unproven,
      appeal: unproven,
    });

    // The code goes to the contact on file; the partner guesses.
    expect(await send(partner)).toMatchObject({ sentTo: expect.stringMatching(/\*\*\*/) });
    const code = await mailedProof(world, MAIL);
    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
    const guesses: string[][] = [];
    for (let i = 0; i < 6; i++) guesses.push(await prove(partner, wrong));
    expect(guesses.flat()).toEqual([...Array(4).fill('CODE_WRONG'), 'CODE_LOCKED', 'CODE_LOCKED']);
    expect(await prove(partner, code)).toEqual(['CODE_LOCKED']);
    await partner.cannot('customerSendCode', { id: stage.customerId }, 'CODE_LOCKED');
    expect((await caller()).viewer.hasFreshProof).toBe(false);

    const file = await browser.post('/files', form('a.pdf', '%PDF-1.7\n') as never, FORM_HEADERS);
    expect([file.statusCode, file.json().code]).toEqual([403, 'FRESH_PROOF_REQUIRED']);
    expect(await world.rows(sql`select id, status from customer_order order by id`)).toEqual(
      before,
    );
    await stage.buyer.sees(delivery, { status: 'AWAIT_ACCEPTANCE' });
  });

  it('does not read where the goods go', async () => {
    const { id } = await supervised(stage, 'HARDWARE');
    await act(stage.buyer, 'changeAddress', id, RECIPIENT);
    const { caller } = await opened(await privateUrl(stage.manager));
    await (await caller()).sees(id, {
      recipientName: null,
      recipientPhone: null,
      shippingAddress: null,
    });
    await stage.buyer.sees(id, { recipientName: '罗敏' });
  });

  it('by a key that only reads gets no link', async () => {
    const byKey = (scopes: readonly ('read' | 'write')[]) =>
      world.as({ ...stage.manager.viewer, via: 'API_KEY', memberId: null, scopes });
    expect(await privateUrl(byKey(['read']))).toBeNull();
    expect(await privateUrl(byKey(['read', 'write']))).toMatch(/^\/offers\/./);
  });
});

describe('a seller that opens the link of its own offer', () => {
  it('accepts nothing that was ordered by the link', async () => {
    world.clock.advance(HOUR);
    const [row] = await world.rows<{ cloudAccount: string }>(
      sql`select cloud_account as "cloudAccount" from customer where id = ${stage.customerId.slice(4)}`,
    );
    const { privateOffer } = await stage.sellerManager.mutate(
      'privateOfferCreate',
      {
        productId: stage.goods.productId,
        customers: [{ ...row!, name: '东方制造' }],
        name: '商家报价',
        lines: [{ specificationId: stage.goods.specifications[0], netPrice: '10000.00' }],
        validUntil: '2026-03-25T00:00:00.000+08:00',
      },
      'privateOffer { id recipients { privateUrl } }',
    );
    const [{ privateUrl: link }] = privateOffer.recipients;
    const customer = await opened(link);
    await send(await customer.caller());
    expect(await prove(await customer.caller(), await mailedProof(world, MAIL))).toEqual([]);
    const id = await placed(stage, { by: await customer.caller() });

    const seller = await (await opened(link)).caller();
    await seller.sees(id, { status: 'PENDING_PAYMENT' });
    await expect(seller.mutate('orderConfirmPayment', { id })).rejects.toThrow(UNPROVEN);
    await expect(seller.mutate('orderPlace', basket(stage))).rejects.toThrow(UNPROVEN);
  });
});

describe('the customer with the code', () => {
  it('proves the session once: the browser that entered the code acts until it ends', async () => {
    world.clock.advance(25 * HOUR);
    const link = await privateUrl(stage.manager);
    const { caller, browser } = await opened(link);
    expect(await send(await caller())).toMatchObject({ sentTo: 'he***@e***.com' });
    await (await caller()).cannot('customerSendCode', { id: stage.customerId }, 'CODE_TOO_SOON');
    const code = await mailedProof(world, MAIL);
    const other = await opened(link);
    expect(await prove(await other.caller(), code)).toEqual(['CODE_REQUIRED']);
    expect(await prove(await caller(), code)).toEqual([]);
    expect(await prove(await caller(), code)).toEqual(['CODE_EXPIRED']);

    const id = await placed(stage, { by: await caller(), discountId });
    // The page opens the link again when it is reloaded.
    await opened(link, browser);
    await (await caller()).mutate('orderConfirmPayment', { id });
    await stage.manager.sees(id, { attribution: 'DISCOUNT' });
    const file = await browser.post('/files', form('a.pdf', '%PDF-1.7\n') as never, FORM_HEADERS);
    expect(file.statusCode).toBe(201);

    await expect((await other.caller()).mutate('orderPlace', basket(stage))).rejects.toThrow(
      UNPROVEN,
    );
    // A reload does not prolong the proof beyond two hours after the first opening.
    for (let i = 0; i < 5; i++) {
      web.realClock.advance(25 * 60_000);
      await opened(link, browser);
    }
    await expect((await caller()).mutate('orderPlace', basket(stage))).rejects.toThrow(UNPROVEN);
  });

  it('loses the proof when the contact on file changes', async () => {
    world.clock.advance(25 * HOUR);
    const { caller } = await opened(await privateUrl(stage.manager));
    await send(await caller());
    const code = await mailedProof(world, MAIL);
    expect(await prove(await caller(), code)).toEqual([]);
    await stage.operator.mutate('customerSetContact', {
      id: stage.customerId,
      name: '新联系人',
      mail: 'new@customer.example',
      reason: '来函变更',
    });
    expect((await caller()).viewer.hasFreshProof).toBe(false);
    expect(await prove(await caller(), code)).toEqual(['CODE_EXPIRED']);
  });

  it('is not needed by a marketplace that acts for a customer without a contact', async () => {
    const customerId = await customerOf(world, '无名贸易', [stage.partner], {
      contactMail: null,
      contactOnFile: false,
    });
    const { buyer } = await invited(world, stage.manager, customerId);
    const unproven = world.as({ ...buyer.viewer, hasFreshProof: false, sessionId: 'none' });
    const order = basket(stage);
    await unproven.cannot('orderPlace', order, 'NO_CONTACT_ON_FILE');
    await unproven.cannot('customerSendCode', { id: customerId }, 'NO_CONTACT_ON_FILE');
    const service = world.as({
      ...stage.operator.viewer,
      via: 'API_KEY',
      role: 'service',
      side: Role.sideOf('service'),
      memberId: null,
      scopes: ['read', 'write', 'orders:write'],
    });
    const { id } = await service.mutate('orderPlace', { ...order, customerId });
    await service.mutate('orderConfirmPayment', { id });
    await service.sees(id, { status: 'COMPLETED' });
  });
});
