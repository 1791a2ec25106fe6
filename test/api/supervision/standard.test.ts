import { beforeAll, describe, expect, it } from '@jest/globals';
import { DAY } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import { setStage } from '../discounts/stage.ts';
import { orderOf } from '../orders/checkout.ts';
import { act, documents, PROMISED, refusal, seen, supervised, uploaded } from './delivery.ts';

const stage = testStage('standard delivery', setStage);
let id: string;
let orderId: string;

beforeAll(async () => {
  ({ id, orderId } = await supervised(stage, 'STANDARD'));
});

const later = (days: number): string =>
  new Date(stage.world.clock.now().getTime() + days * DAY).toISOString();

describe('a standard delivery', () => {
  it('begins with the payment, at the requirement of the buyer', async () => {
    expect(
      await seen(
        stage.manager,
        id,
        'status template actsSide nextEvent promisedDays deliverBy dueAt isOverdue isStalled orderLine { supervision } nodes { node actsSide state round }',
      ),
    ).toEqual({
      status: 'AWAIT_REQUIREMENT',
      template: 'STANDARD',
      actsSide: 'CUSTOMER',
      nextEvent: 'submitRequirement',
      promisedDays: PROMISED,
      deliverBy: later(PROMISED),
      dueAt: later(5),
      isOverdue: false,
      isStalled: false,
      orderLine: { supervision: 'IN_PROGRESS' },
      nodes: [
        { node: 'AWAIT_REQUIREMENT', actsSide: 'CUSTOMER', state: 'CURRENT', round: 1 },
        { node: 'AWAIT_CONFIRM', actsSide: 'SELLER', state: 'AHEAD', round: 0 },
        { node: 'IMPLEMENTING', actsSide: 'SELLER', state: 'AHEAD', round: 0 },
        { node: 'AWAIT_ACCEPTANCE', actsSide: 'CUSTOMER', state: 'AHEAD', round: 0 },
      ],
    });
  });

  it('takes the requirement with a file, which the seller may reject', async () => {
    const { buyer, sellerManager, world } = stage;
    expect(await refusal(buyer, 'submitRequirement', id, { requirementFiles: [] })).toEqual([
      'BLANK',
    ]);
    const requirementFiles = [await uploaded(world, buyer)];
    expect(await act(buyer, 'submitRequirement', id, { requirementFiles })).toBe('AWAIT_CONFIRM');
    const reason = '缺少并发要求';
    expect(await act(sellerManager, 'rejectRequirement', id, { reason })).toBe('AWAIT_REQUIREMENT');
    await act(buyer, 'submitRequirement', id, { requirementFiles: [await uploaded(world, buyer)] });
    world.clock.advance(DAY);
    expect(await act(sellerManager, 'confirmRequirement', id)).toBe('IMPLEMENTING');
    // By the link to the order, which shows its files as well.
    const linked = world.as({ ...buyer.viewer, subjectId: orderId.slice(4) });
    const { nodes } = await seen(
      linked,
      id,
      'nodes { node round rejectionCount state evidence { kind side attachment { name } } }',
    );
    expect(nodes.slice(0, 2)).toEqual([
      {
        node: 'AWAIT_REQUIREMENT',
        round: 2,
        rejectionCount: 0,
        state: 'DONE',
        evidence: [1, 2].map(() => ({
          kind: 'REQUIREMENT',
          side: 'CUSTOMER',
          attachment: { name: expect.stringMatching(/pdf$/) },
        })),
      },
      { node: 'AWAIT_CONFIRM', round: 2, rejectionCount: 1, state: 'DONE', evidence: [] },
    ]);
  });

  it('refuses a delivery without its documents, and stores nothing of it', async () => {
    const { sellerManager: seller, world } = stage;
    const acceptanceFiles = [await uploaded(world, seller)];
    expect(await refusal(seller, 'submitDelivery', id, { acceptanceFiles })).toEqual([
      'SOW_REQUIRED',
    ]);
    const sowFiles = [await uploaded(world, seller)];
    expect(await refusal(seller, 'submitDelivery', id, { sowFiles, acceptanceFiles: [] })).toEqual([
      'BLANK',
    ]);
    const activatedAt = later(1);
    expect(
      await refusal(seller, 'submitDelivery', id, { sowFiles, acceptanceFiles, activatedAt }),
    ).toEqual(['ACTIVATION_OUT_OF_RANGE']);
    expect(await refusal(seller, 'submitDraft', id, { draftFiles: sowFiles })).toEqual([
      'NOT_IN_THIS_FLOW',
    ]);
    expect(await seen(seller, id, 'status version')).toEqual({
      status: 'IMPLEMENTING',
      version: 5,
    });
    expect(
      await world.rows(sql`select 1 from attachment where subject_id is not null`),
    ).toHaveLength(2);
  });

  it('returns to the seller when the buyer rejects it; the rejected document is not used again', async () => {
    const { buyer, sellerManager: seller, world } = stage;
    const first = await documents(stage, 'acceptance of the first delivery');
    expect(await act(seller, 'submitDelivery', id, first)).toBe('AWAIT_ACCEPTANCE');
    expect(await seen(buyer, id, 'deliveredAt')).toEqual({ deliveredAt: later(0) });
    const reason = '验收文档未附抽样比对记录';
    expect(await act(buyer, 'rejectAcceptance', id, { reason })).toBe('IMPLEMENTING');
    expect(await seen(seller, id, 'rejectionCount rejectionReason deliveredAt dueAt')).toEqual({
      rejectionCount: 1,
      rejectionReason: reason,
      deliveredAt: null,
      dueAt: later(PROMISED - 1),
    });
    const again = [await uploaded(world, seller, 'acceptance of the first delivery')];
    expect(await refusal(seller, 'submitDelivery', id, { acceptanceFiles: again })).toEqual([
      'DOCUMENT_REJECTED_BEFORE',
    ]);
    const acceptanceFiles = [await uploaded(world, seller)];
    const activatedAt = later(-0.5);
    expect(await act(seller, 'submitDelivery', id, { acceptanceFiles, activatedAt })).toBe(
      'AWAIT_ACCEPTANCE',
    );
  });

  it('completes line and order with the acceptance; a later one has its own code', async () => {
    const { buyer, operator } = stage;
    const activatedAt = later(-0.5);
    expect(await act(buyer, 'accept', id)).toBe('COMPLETED');
    expect(await orderOf(operator, orderId, 'status lines { supervision effectiveAt }')).toEqual({
      status: 'COMPLETED',
      lines: [{ supervision: 'COMPLETED', effectiveAt: activatedAt }],
    });
    expect(await refusal(buyer, 'accept', id)).toEqual(['ACCEPTED_ALREADY']);
    expect(await refusal(buyer, 'rejectAcceptance', id, { reason: 'late' })).toEqual([
      'ACCEPTED_ALREADY',
    ]);
    expect(await seen(operator, id, 'acceptance completedAt actsSide nextEvent dueAt')).toEqual({
      acceptance: 'CUSTOMER',
      completedAt: later(0),
      actsSide: null,
      nextEvent: null,
      dueAt: null,
    });
  });

  it('leaves a log of each step, with the files, that is intact', async () => {
    const { log, isLogIntact, version } = await seen(
      stage.buyer,
      id,
      'version isLogIntact log(first: 20, orderBy: { field: POSITION, direction: ASC }) { nodes { position event toState actorName actorSide reason files hash previousHash } }',
    );
    expect(isLogIntact).toBe(true);
    expect(log.nodes).toHaveLength(version);
    expect(log.nodes.map(({ event, toState }: any) => `${event} ${toState}`)).toEqual([
      'begin AWAIT_REQUIREMENT',
      'submitRequirement AWAIT_CONFIRM',
      'rejectRequirement AWAIT_REQUIREMENT',
      'submitRequirement AWAIT_CONFIRM',
      'confirmRequirement IMPLEMENTING',
      'submitDelivery AWAIT_ACCEPTANCE',
      'rejectAcceptance IMPLEMENTING',
      'submitDelivery AWAIT_ACCEPTANCE',
      'accept COMPLETED',
    ]);
    expect(log.nodes[0].previousHash).toBe('0'.repeat(64));
    expect(log.nodes[5]).toMatchObject({
      actorSide: 'SELLER',
      files: [/\w{64}/, /\w{64}/].map((hash) => expect.stringMatching(hash)),
    });
    expect(log.nodes[6]).toMatchObject({
      actorSide: 'CUSTOMER',
      reason: '验收文档未附抽样比对记录',
    });
  });
});
