import { beforeAll, expect, it } from '@jest/globals';
import { testStage } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { day, draftOf, scheduled, seen, setStage } from './stage.ts';

const stage = testStage('mails of a sub-distributor', setStage);
let top: Caller;
/** A discount that the partner granted before it became a sub-distributor. */
let earlier: string;
/** A discount of its distributor for the same customer. */
let granted: string;

const share = async (id: string) => {
  const { viewerActions } = await seen(stage.manager, id, 'viewerActions { name enabled }');
  return viewerActions.find(({ name }: { name: string }) => name === 'share');
};

beforeAll(async () => {
  const { world, operator, partner, reviewer } = stage;
  earlier = await scheduled(stage, { validFrom: day('04'), validUntil: day('10') });
  const distributor = await world.organization('PARTNER', '总经销');
  const parentId = `ptn_${distributor.id}`;
  await operator.mutate('partnerEnroll', {
    organizationId: `org_${distributor.id}`,
    tier: 'DISTRIBUTOR',
  });
  await operator.mutate('partnerSetTier', {
    id: `ptn_${partner.id}`,
    tier: 'SUB_DISTRIBUTOR',
    parentId,
    reason: '渠道调整',
  });
  top = await world.member(distributor, 'csp.manager', '周总');
  granted = (await top.mutate('exclusiveDiscountCreate', draftOf(stage))).id;
  await top.mutate('exclusiveDiscountSubmit', { id: granted });
  await reviewer.mutate('exclusiveDiscountApprove', { id: granted });
});

it('a sub-distributor mails the link of its own earlier discount again', async () => {
  stage.world.clock.moveTo(new Date(day('05')));
  await stage.world.settle();
  expect(await share(earlier)).toEqual({ name: 'share', enabled: true });
  await stage.manager.mutate('exclusiveDiscountShare', { id: earlier });
});

it("passes on the link of its distributor's discount, whose mail only the distributor repeats", async () => {
  stage.world.clock.moveTo(new Date(day('11')));
  await stage.world.settle();
  await stage.manager.sees(granted, { privateUrl: expect.stringMatching(/^\//) });
  expect(await share(granted)).toBeUndefined();
  await expect(stage.manager.mutate('exclusiveDiscountShare', { id: granted })).rejects.toThrow(
    'Your organization may only read this.',
  );
  await top.mutate('exclusiveDiscountShare', { id: granted });
});
