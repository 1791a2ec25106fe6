import { describe, expect, it } from '@jest/globals';
import { DAY } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import { setStage } from '../discounts/stage.ts';
import {
  act,
  cannotAct,
  delivered,
  documents,
  files,
  implementing,
  PROMISED,
  RECIPIENT,
  seen,
  supervised,
} from './delivery.ts';

const stage = testStage('supervised templates', setStage);

const now = (ms = 0): string => new Date(stage.world.clock.now().getTime() + ms).toISOString();
const advance = async (ms: number): Promise<void> => {
  stage.world.clock.advance(ms);
  await stage.world.settle();
};
describe('a website', () => {
  it('has its draft confirmed before it is built', async () => {
    const { buyer, sellerManager: seller, world } = stage;
    const { id } = await supervised(stage, 'WEBSITE');
    const draft = async () =>
      act(seller, 'submitDraft', id, await files(world, seller, 'draftFiles'));
    const deliver = async () => act(seller, 'submitDelivery', id, await documents(stage));
    await implementing(stage, id);
    await cannotAct(seller, 'submitDelivery', id, await documents(stage), 'NOT_IN_THIS_FLOW');
    expect(await draft()).toBe('AWAIT_DRAFT_CONFIRM');
    expect(await act(buyer, 'rejectDraft', id, { reason: '颜色不符' })).toBe('IMPLEMENTING');
    await draft();
    expect(await act(buyer, 'confirmDraft', id)).toBe('BUILDING');
    expect(await deliver()).toBe('AWAIT_ACCEPTANCE');
    expect(await act(buyer, 'rejectAcceptance', id, { reason: '缺页' })).toBe('BUILDING');
    await deliver();
    expect(await act(buyer, 'accept', id)).toBe('COMPLETED');
    await buyer.sees(id, {
      isLogIntact: true,
      rejectionCount: 1,
      nodes: [1, 1, 2, 2, 2, 2].map((round) => ({ state: 'DONE', round })),
    });
  });
});

describe('a license', () => {
  it('by code is claimed, activated and proven, and takes effect when it was activated', async () => {
    const { buyer, sellerManager: seller, operator, world } = stage;
    const { id } = await supervised(stage, 'LICENSE_CODE');
    expect(await act(buyer, 'claimCode', id)).toBe('AWAIT_ACTIVATION');
    world.clock.advance(DAY);
    const activatedAt = now(-60_000);
    expect(await act(seller, 'activate', id, { activatedAt })).toBe('AWAIT_PROOF');
    const proof = await files(world, seller, 'proofFiles');
    expect(await act(seller, 'submitProof', id, proof)).toBe('COMPLETED');
    await operator.sees(id, {
      acceptance: 'FLOW',
      orderLine: { supervision: 'COMPLETED', effectiveAt: activatedAt },
    });
  });

  it('by ID is delivered for the id that the buyer names', async () => {
    const { buyer, sellerManager: seller } = stage;
    const { id } = await supervised(stage, 'LICENSE_ID');
    expect(await act(buyer, 'submitId', id, { systemId: 'HW-5577' })).toBe('IMPLEMENTING');
    await seller.sees(id, { systemId: 'HW-5577' });
    const acceptanceFiles = (await documents(stage)).acceptanceFiles;
    expect(await act(seller, 'submitDelivery', id, { acceptanceFiles })).toBe('AWAIT_ACCEPTANCE');
    expect(await act(buyer, 'accept', id)).toBe('COMPLETED');
  });

  it('as a package is deployed by the platform or the seller, and confirmed by the buyer', async () => {
    const { buyer, operator } = stage;
    const { id } = await supervised(stage, 'LICENSE_PACKAGE');
    expect(await act(operator, 'deploy', id)).toBe('AWAIT_ACCEPTANCE');
    expect(await act(buyer, 'rejectAcceptance', id, { reason: '无法登录' })).toBe('DEPLOYING');
    await act(stage.sellerManager, 'deploy', id);
    expect(await act(buyer, 'accept', id)).toBe('COMPLETED');
  });
});

describe('hardware', () => {
  const signOff = (id: string, recipientPhone = '+86 138-0013-2067') =>
    act(stage.operator, 'signOff', id, { signedOffAt: now(), recipientPhone });

  it('is shipped to an address that does not change afterwards', async () => {
    const { buyer, sellerManager: seller, manager } = stage;
    const { id } = await supervised(stage, 'HARDWARE');
    const parcel = { carrier: '德运物流', trackingNumber: 'DY7719042031' };
    await cannotAct(seller, 'ship', id, parcel, 'ADDRESS_REQUIRED');
    await act(buyer, 'changeAddress', id, RECIPIENT);
    await seller.sees(id, RECIPIENT);
    await manager.sees(id, {
      recipientName: null,
      recipientPhone: null,
      shippingAddress: null,
    });
    expect(await act(seller, 'ship', id, parcel)).toBe('AWAIT_ACCEPTANCE');
    await cannotAct(buyer, 'changeAddress', id, RECIPIENT, 'NOT_IN_THIS_STATE');
  });

  it('is accepted ten days after the sign-off, to the second', async () => {
    const { operator, world } = stage;
    const id = await delivered(stage, 'HARDWARE');
    world.clock.advance(DAY);
    await signOff(id);
    await operator.sees(id, {
      autoAcceptAt: now(10 * DAY),
      isPhoneConfirmed: true,
      dueAt: now(10 * DAY),
    });
    const { recipientPhone } = RECIPIENT;
    const again = { signedOffAt: now(), recipientPhone };
    await cannotAct(operator, 'signOff', id, again, 'SIGNED_OFF_ALREADY');
    await advance(10 * DAY - 1_000);
    await operator.sees(id, { status: 'AWAIT_ACCEPTANCE' });
    await advance(1_000);
    await operator.sees(id, {
      status: 'COMPLETED',
      acceptance: 'AUTOMATIC',
      completedAt: now(),
    });
    await cannotAct(stage.buyer, 'rejectAcceptance', id, { reason: 'late' }, 'ACCEPTED_ALREADY');
  });

  it('is never accepted by the clock for another phone, or without a sign-off', async () => {
    const { operator, buyer } = stage;
    const [other, none] = [await delivered(stage, 'HARDWARE'), await delivered(stage, 'HARDWARE')];
    await signOff(other, '139 0000 0000');
    await buyer.sees(other, {
      autoAcceptAt: null,
      isPhoneConfirmed: false,
    });
    await advance(30 * DAY);
    for (const id of [other, none]) await operator.sees(id, { status: 'AWAIT_ACCEPTANCE' });
  });

  it('returns to the shipment when the buyer rejects it, and may be signed for again', async () => {
    const { buyer, sellerManager: seller, operator } = stage;
    const id = await delivered(stage, 'HARDWARE');
    await signOff(id);
    expect(await act(buyer, 'rejectAcceptance', id, { reason: '外观破损' })).toBe('AWAIT_SHIPMENT');
    await advance(10 * DAY);
    await operator.sees(id, { status: 'AWAIT_SHIPMENT' });
    await act(seller, 'ship', id, { carrier: '德运物流', trackingNumber: 'DY2' });
    expect(await signOff(id)).toBe('AWAIT_ACCEPTANCE');
    const early = { signedOffAt: now(-DAY), recipientPhone: RECIPIENT.recipientPhone };
    const again = await delivered(stage, 'HARDWARE');
    await cannotAct(operator, 'signOff', again, early, 'SIGN_OFF_OUT_OF_RANGE');
  });
});

describe('the clocks of a delivery', () => {
  it('remind, flag a stalled node at five days and an overdue delivery at its promise', async () => {
    const { manager, sellerManager: seller, world } = stage;
    const { id } = await supervised(stage, 'LICENSE_PACKAGE');
    await advance(5 * DAY - 1_000);
    await seller.sees(id, { isStalled: false });
    await advance(1_000);
    await seller.sees(id, {
      isStalled: true,
      isOverdue: false,
    });
    await advance((PROMISED * 0.8 - 5) * DAY);
    await manager.sees(id, {
      'log(first: 20)': {
        nodes: ['warnDelivery', 'flagStalled', 'begin'].map((event) => ({ event })),
      },
    });
    await advance(PROMISED * 0.2 * DAY);
    await seller.sees(id, {
      status: 'DEPLOYING',
      isOverdue: true,
      isLogIntact: true,
    });
    await act(seller, 'deploy', id);
    await advance(30 * DAY);
    await seller.sees(id, {
      status: 'AWAIT_ACCEPTANCE',
      isStalled: true,
      isOverdue: true,
    });
    const left = await world.rows(
      sql`select event from deadline where subject_id = ${id.slice(4)} and fired_at is null`,
    );
    expect(left).toEqual([]);
  });

  it('let another side remind the side in turn once a day', async () => {
    const { manager, buyer } = stage;
    const id = await delivered(stage, 'LICENSE_PACKAGE');
    await cannotAct(buyer, 'nudge', id, {}, 'YOUR_TURN');
    await act(manager, 'nudge', id);
    await cannotAct(stage.sellerManager, 'nudge', id, {}, 'NUDGED_ALREADY');
    stage.world.clock.advance(DAY);
    expect(await act(stage.sellerManager, 'nudge', id)).toBe('AWAIT_ACCEPTANCE');
  });
});

describe('the log', () => {
  it('cannot be changed by anybody, and a line that is forged or missing shows', async () => {
    const { world, operator } = stage;
    const id = await delivered(stage, 'LICENSE_PACKAGE');
    const uuid = id.slice(4);
    for (const statement of [
      sql`update supervision_log set reason = 'forged' where supervision_id = ${uuid}`,
      sql`delete from supervision_log where supervision_id = ${uuid}`,
      sql`truncate supervision_log`,
    ])
      await expect(world.rows(statement)).rejects.toThrow(/append-only|permission denied/);
    // The chain's values are PostgreSQL's, whatever a writer gives.
    await world.rows(sql`
      insert into supervision_log (id, created_at, supervision_id, order_id, partner_id, seller_id, customer_id, event, to_state, actor_name, actor_side, via, position, hash)
      select gen_random_uuid(), now(), s.id, s.order_id, s.partner_id, s.seller_id, s.customer_id, 'accept', 'COMPLETED', 'x', 'SYSTEM', 'SYSTEM', 1, repeat('0', 64)
      from supervision s where s.id = ${uuid}`);
    const { log, isLogIntact } = await seen(
      operator,
      id,
      'isLogIntact log(first: 5, orderBy: { field: POSITION, direction: DESC }) { nodes { position hash } }',
    );
    expect(log.nodes.map(({ position }: { position: number }) => position)).toEqual([3, 2, 1]);
    expect(new Set(log.nodes.map(({ hash }: { hash: string }) => hash)).size).toBe(3);
    // No event has written the third line.
    expect(isLogIntact).toBe(false);
  });
});
