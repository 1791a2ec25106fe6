import { beforeAll, describe, expect, it } from '@jest/globals';
import { bulkTask } from '../../../server/modules/workspace/index.ts';
import { DAY } from '../../../server/platform/clock.ts';
import { testWorld } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { listed, type Stage, saved, seen, setStage, submitted } from '../discounts/stage.ts';
import { bulk, jobOf, outcomes } from './bulk-stage.ts';

const world = testWorld('decisions');
let stage: Stage;

beforeAll(async () => {
  stage = await setStage(world);
});

const seconds = async (count: number): Promise<void> => {
  world.clock.offsetMs += count * 1_000;
  await world.settle();
  await bulkTask(world.deps).run();
};
/** A discount in the seller's review, each in a separate month, so that none overlaps. */
let spans = 0;
const later = () => {
  const begin = world.clock.now().getTime() + ++spans * 20 * DAY;
  const at = (days: number): string => new Date(begin + days * DAY).toISOString();
  return { validFrom: at(1), validUntil: at(11) };
};
const inReview = (): Promise<string> => submitted(stage, later());
const line = (payRate: string) => ({ specificationId: stage.goods.specifications[0], payRate });
const versionOf = async (id: string): Promise<number> =>
  (await seen(stage.reviewer, id, 'version')).version;
const PENDING =
  'status pendingDecision { id action startsAt status requesterName isMine viewerActions { name enabled } }';

describe('a decision of a reviewer', () => {
  it("is stored at once, is visible, and takes effect after ten seconds in the decider's name", async () => {
    const id = await inReview();
    const { job } = await bulk(stage.reviewer, 'exclusiveDiscountsApprove', {
      ids: [id],
      versions: [await versionOf(id)],
    });
    expect(job.status).toBe('QUEUED');
    const pending = await seen(stage.sellerManager, id, PENDING);
    expect(pending).toMatchObject({
      status: 'SELLER_REVIEW',
      pendingDecision: {
        id: job.id,
        action: 'exclusiveDiscountApprove',
        requesterName: '钱进',
        isMine: false,
      },
    });
    expect(Date.parse(pending.pendingDecision.startsAt) - world.clock.now().getTime()).toBe(10_000);
    expect((await seen(stage.manager, id, PENDING)).pendingDecision).toBeNull();
    await seconds(9);
    await stage.reviewer.sees(id, { status: 'SELLER_REVIEW' });
    await seconds(1);
    expect(await seen(stage.reviewer, id, `decidedByName ${PENDING}`)).toEqual({
      status: 'SCHEDULED',
      decidedByName: '钱进',
      pendingDecision: null,
    });
  });

  it('can be undone within that time', async () => {
    const id = await inReview();
    const { job } = await bulk(stage.reviewer, 'exclusiveDiscountsReject', {
      ids: [id],
      reason: '价格过低',
    });
    await seconds(7);
    await stage.reviewer.mutate('jobCancel', { id: job.id });
    await seconds(30);
    expect(await seen(stage.reviewer, id, PENDING)).toEqual({
      status: 'SELLER_REVIEW',
      pendingDecision: null,
    });
    expect((await jobOf(stage.reviewer, job.id)).status).toBe('CANCELLED');
    const again = await bulk(stage.reviewer, 'exclusiveDiscountsReject', {
      ids: [id],
      reason: '价格过低',
    });
    await seconds(10);
    await stage.manager.sees(id, { status: 'REJECTED', decisionReason: '价格过低' });
    expect((await jobOf(stage.reviewer, again.job.id)).status).toBe('SUCCEEDED');
  });

  it('exists once per discount', async () => {
    const [one, two] = [await inReview(), await inReview()];
    await bulk(stage.reviewer, 'exclusiveDiscountsApprove', { ids: [one] });
    const alone = await bulk(stage.sellerManager, 'exclusiveDiscountsReject', {
      ids: [one],
      reason: '否',
    });
    expect(alone.userErrors).toMatchObject([{ code: 'DECISION_PENDING' }]);
    const { job } = await bulk(stage.sellerManager, 'exclusiveDiscountsReject', {
      ids: [one, two],
      reason: '否',
    });
    expect(outcomes(job)).toEqual(['1 REFUSED DECISION_PENDING', '1 WAITING']);
    await seconds(10);
    await stage.manager.sees(one, { status: 'SCHEDULED' });
    await stage.manager.sees(two, { status: 'REJECTED' });
  });

  it('is accepted once if two are made at one moment', async () => {
    const id = await inReview();
    const answers = await Promise.all([
      bulk(stage.reviewer, 'exclusiveDiscountsApprove', { ids: [id] }),
      bulk(stage.sellerManager, 'exclusiveDiscountsReject', { ids: [id], reason: '否' }),
    ]);
    expect(answers.filter(({ job }) => job !== null)).toHaveLength(1);
    expect(
      answers.flatMap(({ userErrors }) => userErrors.map((e: { code: string }) => e.code)),
    ).toEqual(['DECISION_PENDING']);
    await seconds(10);
  });

  it('has no effect if the partner acted first', async () => {
    const id = await inReview();
    const { job } = await bulk(stage.reviewer, 'exclusiveDiscountsApprove', { ids: [id] });
    await stage.manager.mutate('exclusiveDiscountWithdraw', { id });
    await seconds(10);
    await stage.manager.sees(id, { status: 'WITHDRAWN' });
    expect(outcomes(await jobOf(stage.reviewer, job.id))).toEqual(['1 REFUSED STALE_VERSION']);
  });

  it('on many at once is refused row by row, with the reasons in the preview', async () => {
    const [one, two] = [await inReview(), await inReview()];
    await stage.manager.mutate('exclusiveDiscountWithdraw', { id: two });
    const input = { ids: [one, two] };
    const { summary } = await bulk(stage.reviewer, 'exclusiveDiscountsApprove', input, {
      validateOnly: true,
    });
    expect(summary).toMatchObject({
      total: 2,
      accepted: 1,
      refusals: [
        {
          code: 'NOT_IN_THIS_STATE',
          count: 1,
          examples: [{ subjectId: two, params: [{ key: 'state', value: 'WITHDRAWN' }] }],
        },
      ],
    });
    const { job } = await bulk(stage.reviewer, 'exclusiveDiscountsApprove', input);
    await seconds(10);
    expect(outcomes(await jobOf(stage.reviewer, job.id))).toEqual([
      '1 DONE',
      '1 REFUSED NOT_IN_THIS_STATE',
    ]);
  });

  it('on a stale version is refused', async () => {
    const id = await inReview();
    const { userErrors } = await bulk(stage.reviewer, 'exclusiveDiscountsApprove', {
      ids: [id],
      versions: [1],
    });
    expect(userErrors).toMatchObject([{ code: 'STALE_VERSION', field: ['version'] }]);
  });
});

describe('an operator', () => {
  it('approves special requests one by one, even if others are selected with them', async () => {
    const special = async (): Promise<string> => {
      const id = await saved(stage, { ...later(), lines: [line('0.5')] });
      const specialRequest = { justification: '客户承诺三年用量，合计两百万元。' };
      await stage.manager.mutate('exclusiveDiscountSubmit', { id, specialRequest });
      return id;
    };
    const ids = [await special(), await special()];
    const { userErrors } = await bulk(stage.operator, 'exclusiveDiscountsApprove', { ids });
    expect(userErrors).toMatchObject([{ code: 'SPECIAL_REQUEST_ALONE' }]);
    const all = await bulk(stage.operator, 'exclusiveDiscountsApprove', {
      filter: { status: ['MANUAL_REVIEW'] },
    });
    expect(all.userErrors).toMatchObject([{ code: 'SPECIAL_REQUEST_ALONE' }]);
    const without = await bulk(stage.operator, 'exclusiveDiscountsApprove', { ids: [ids[0]] });
    expect(without.userErrors).toMatchObject([{ code: 'REASON_REQUIRED' }]);
    await bulk(stage.operator, 'exclusiveDiscountsApprove', { ids: [ids[0]], reason: '战略客户' });
    await seconds(10);
    await stage.manager.sees(ids[0]!, { status: 'SELLER_REVIEW' });
    await stage.manager.sees(ids[1]!, { status: 'MANUAL_REVIEW' });
  });
});

describe('partners', () => {
  it('submit many drafts; those below the floor report it', async () => {
    const drafts = [
      await saved(stage, later()),
      await saved(stage, { ...later(), lines: [line('0.5')] }),
    ];
    const { job } = await bulk(stage.manager, 'exclusiveDiscountsSubmit', { ids: drafts });
    expect(outcomes(job)).toEqual(['1 DONE', '1 REFUSED BELOW_FLOOR']);
    await stage.manager.sees(drafts[0]!, { status: 'SELLER_REVIEW' });
    await stage.manager.sees(drafts[1]!, { status: 'DRAFT' });
  });

  it('withdraw and revoke many, at once and finally', async () => {
    const ids = [await inReview(), await inReview()];
    const { job } = await bulk(stage.manager, 'exclusiveDiscountsWithdraw', { ids });
    expect(job.status).toBe('SUCCEEDED');
    expect(job.viewerActions.find((a: { name: string }) => a.name === 'undo')).toMatchObject({
      enabled: false,
      reasonCode: 'NOT_REVERSIBLE',
    });
    const refused = await bulk(stage.manager, 'exclusiveDiscountsRevoke', { ids, reason: '误发' });
    expect(refused.userErrors).toMatchObject([{ code: 'NOT_IN_THIS_STATE' }]);
  });
});

describe('a favorite product', () => {
  let rep: Caller;
  let colleague: Caller;
  let data: string;

  beforeAll(async () => {
    rep = await stage.world.member(stage.partner, 'csp.rep', '张伟');
    colleague = await stage.world.member(stage.partner, 'csp.rep', '李娜');
    data = (await listed(stage.sellerManager, '星云数据中台')).productId;
  });

  const names = async (viewer: Pick<Caller, 'ask'>, isFavorite = true): Promise<string[]> => {
    const { products } = await viewer.ask(
      'query($is: Boolean) { products(first: 50, orderBy: { field: NAME, direction: ASC }, filter: { isFavorite: $is }) { nodes { name isFavorite } } }',
      { is: isFavorite },
    );
    for (const product of products.nodes) expect(product.isFavorite).toBe(isFavorite);
    return products.nodes.map(({ name }: { name: string }) => name);
  };
  const set = (by: Caller, id: string, isFavorite = true) =>
    by.mutate('productSetFavorite', { id, isFavorite });

  it('belongs to its member, and is one however often it is set', async () => {
    expect(await names(rep)).toEqual([]);
    await Promise.all([set(rep, data), set(rep, data)]);
    await set(rep, stage.goods.productId);
    await set(stage.sellerManager, data);
    expect(await names(rep)).toEqual(['星云ERP', '星云数据中台']);
    expect(await names(rep, false)).toEqual([]);
    expect(await names(stage.sellerManager)).toEqual(['星云数据中台']);
    for (const viewer of [colleague, stage.manager, stage.buyer]) {
      expect(await names(viewer)).toEqual([]);
      expect(await names(viewer, false)).toEqual(['星云ERP', '星云数据中台']);
    }
    await set(rep, data, false);
    await set(rep, data, false);
    expect(await names(rep)).toEqual(['星云ERP']);
    expect(await names(stage.sellerManager)).toEqual(['星云数据中台']);
  });

  it('is not set by a dry run', async () => {
    await set(colleague, data, false);
    const { productSetFavorite } = await colleague.ask(
      `mutation($input: ProductSetFavoriteInput!) {
        productSetFavorite(input: $input, validateOnly: true) { product { isFavorite } userErrors { code } }
      }`,
      { input: { id: data, isFavorite: true } },
    );
    expect(productSetFavorite).toEqual({ product: { isFavorite: true }, userErrors: [] });
    expect(await names(colleague)).toEqual([]);
  });
});
