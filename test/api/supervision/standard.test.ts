import { beforeAll, describe, expect, it } from '@jest/globals';
import { DAY } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import { listed, setStage } from '../discounts/stage.ts';
import { known, type ReportFacts, report, reportOf } from '../orders/reports.ts';
import { act, cannotAct, documents, files, PROMISED, seen, supervised } from './delivery.ts';

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
    const ahead = (node: string, actsSide: string) => ({
      node,
      actsSide,
      state: 'AHEAD',
      round: 0,
    });
    await stage.manager.sees(id, {
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
        ahead('AWAIT_CONFIRM', 'SELLER'),
        ahead('IMPLEMENTING', 'SELLER'),
        ahead('AWAIT_ACCEPTANCE', 'CUSTOMER'),
      ],
    });
  });

  it('takes the requirement with a file, which the seller may reject', async () => {
    const { buyer, sellerManager, world } = stage;
    const submit = async () =>
      act(buyer, 'submitRequirement', id, await files(world, buyer, 'requirementFiles'));
    await cannotAct(buyer, 'submitRequirement', id, { requirementFiles: [] }, 'BLANK');
    expect(await submit()).toBe('AWAIT_CONFIRM');
    const reason = '缺少并发要求';
    expect(await act(sellerManager, 'rejectRequirement', id, { reason })).toBe('AWAIT_REQUIREMENT');
    await submit();
    world.clock.advance(DAY);
    expect(await act(sellerManager, 'confirmRequirement', id)).toBe('IMPLEMENTING');
    // By the link to the order, which shows its files as well.
    const linked = world.as({ ...buyer.viewer, subjectId: orderId.slice(4) });
    const attachment = { name: expect.stringMatching(/pdf$/) };
    const file = { kind: 'REQUIREMENT', side: 'CUSTOMER', attachment };
    const done = { round: 2, state: 'DONE' };
    await linked.sees(id, {
      nodes: expect.arrayContaining([
        { node: 'AWAIT_REQUIREMENT', ...done, rejectionCount: 0, evidence: [file, file] },
        { node: 'AWAIT_CONFIRM', ...done, rejectionCount: 1, evidence: [] },
      ]),
    });
  });

  it('refuses a delivery without its documents, and stores nothing of it', async () => {
    const { sellerManager: seller, world } = stage;
    const { acceptanceFiles, sowFiles } = await documents(stage);
    const both = { sowFiles, acceptanceFiles };
    const cannot = (input: object, code: string) =>
      cannotAct(seller, 'submitDelivery', id, input, code);
    await cannot({ acceptanceFiles }, 'SOW_REQUIRED');
    await cannot({ sowFiles, acceptanceFiles: [] }, 'BLANK');
    await cannot({ ...both, activatedAt: later(1) }, 'ACTIVATION_OUT_OF_RANGE');
    await cannotAct(seller, 'submitDraft', id, { draftFiles: sowFiles }, 'NOT_IN_THIS_FLOW');
    await seller.sees(id, { status: 'IMPLEMENTING', version: 5 });
    const attached = await world.rows(sql`select 1 from attachment where subject_id is not null`);
    expect(attached).toHaveLength(2);
  });

  it('returns to the seller when the buyer rejects it; the rejected document is not used again', async () => {
    const { buyer, sellerManager: seller } = stage;
    const content = 'acceptance of the first delivery';
    const first = await documents(stage, content);
    expect(await act(seller, 'submitDelivery', id, first)).toBe('AWAIT_ACCEPTANCE');
    await buyer.sees(id, { deliveredAt: later(0) });
    const reason = '验收文档未附抽样比对记录';
    expect(await act(buyer, 'rejectAcceptance', id, { reason })).toBe('IMPLEMENTING');
    await seller.sees(id, {
      rejectionCount: 1,
      rejectionReason: reason,
      deliveredAt: null,
      dueAt: later(PROMISED - 1),
    });
    const { acceptanceFiles: again } = await documents(stage, content);
    const input = { acceptanceFiles: again };
    await cannotAct(seller, 'submitDelivery', id, input, 'DOCUMENT_REJECTED_BEFORE');
    const { acceptanceFiles } = await documents(stage);
    const delivery = { acceptanceFiles, activatedAt: later(-0.5) };
    expect(await act(seller, 'submitDelivery', id, delivery)).toBe('AWAIT_ACCEPTANCE');
  });

  it('completes line and order with the acceptance; a later one has its own code', async () => {
    const { buyer, operator } = stage;
    expect(await act(buyer, 'accept', id)).toBe('COMPLETED');
    await cannotAct(buyer, 'accept', id, {}, 'ACCEPTED_ALREADY');
    await cannotAct(buyer, 'rejectAcceptance', id, { reason: 'late' }, 'ACCEPTED_ALREADY');
    await operator.sees(id, {
      acceptance: 'CUSTOMER',
      completedAt: later(0),
      actsSide: null,
      nextEvent: null,
      dueAt: null,
      order: {
        status: 'COMPLETED',
        lines: [{ supervision: 'COMPLETED', effectiveAt: later(-0.5) }],
      },
    });
  });

  it('leaves a log of each step, with the files, that is intact', async () => {
    const { log, isLogIntact, version } = await seen(
      stage.buyer,
      id,
      'version isLogIntact log(first: 20, orderBy: { field: POSITION, direction: ASC }) { nodes { event toState actorSide reason files previousHash } }',
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
    const hash = expect.stringMatching(/\w{64}/);
    expect(log.nodes[5]).toMatchObject({ actorSide: 'SELLER', files: [hash, hash] });
    expect(log.nodes[6]).toMatchObject({
      actorSide: 'CUSTOMER',
      reason: '验收文档未附抽样比对记录',
    });
  });
});

/** A change of it was supervised a second time. */
describe('an accepted delivery is not supervised again', () => {
  const CHANGE = { orderType: 'CHANGE', status: 'PROCESSING', upstreamStatus: '3' } as const;

  /** Reports what upstream did with an instance; resolves once the line is seen as expected. */
  const isSeen = async (id: string, instanceId: string, facts: ReportFacts, line: object) => {
    stage.world.clock.advance(DAY);
    const lines = [{ instanceId }];
    const [written] = await report(stage, reportOf(stage, id, 'WEB-0', { ...facts, lines }));
    await stage.manager.sees(`ord_${written!.orderId}`, { lines: [line] });
  };
  const IN_PROGRESS = { supervision: 'IN_PROGRESS' };

  beforeAll(async () => {
    const goods = await listed(stage.sellerManager, '企业官网', { productType: 'MANUAL_SERVICE' });
    await known(stage, goods, 'WEB');
    const accepted = { status: 'COMPLETED' };
    await isSeen('FIRST', 'accepted', { status: 'COMPLETED' }, accepted);
    const trial = { orderType: 'TRIAL', status: 'COMPLETED' } as const;
    await isSeen('TRIAL', 'tried', trial, accepted);
    await isSeen('OPEN', 'open', { status: 'PROCESSING', upstreamStatus: '3' }, IN_PROGRESS);
  });

  it.each([
    ['UPGRADE', 'CHANGE', 'accepted'],
    ['FORMAL', 'TRIAL_TO_FORMAL', 'tried'],
  ] as const)('%s: a %s of what is %s takes effect at once', async (id, orderType, instanceId) => {
    const effectiveAt = later(1);
    const line = { status: 'COMPLETED', supervision: 'NOT_APPLICABLE', effectiveAt };
    await isSeen(id, instanceId, { orderType }, line);
  });

  it('but a change of what the customer has not accepted, and of another instance, is', async () => {
    await isSeen('CHANGE-OPEN', 'open', CHANGE, IN_PROGRESS);
    await isSeen('CHANGE-OTHER', 'unknown', CHANGE, IN_PROGRESS);
  });

  it('unless operations have changes supervised', async () => {
    await stage.operator.mutate('policySet', {
      key: 'orders.supervise-changes',
      value: '1',
      reason: '变更需要实施',
    });
    await isSeen('SECOND', 'accepted', CHANGE, IN_PROGRESS);
  });
});
