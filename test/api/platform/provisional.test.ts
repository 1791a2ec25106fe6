import { expect, it } from '@jest/globals';
import { testStage } from '../../kit/test-world.ts';
import { seen, setStage, submitted } from '../discounts/stage.ts';

const stage = testStage('provisional deadlines', setStage);

const clocks = async () =>
  (
    await stage.reviewer.ask(
      '{ deadlines(first: 10, filter: { isMine: true }) { nodes { dueAt isProvisional } } }',
    )
  ).deadlines.nodes;

it('a deadline in a year without a published holiday plan is marked as provisional', async () => {
  const { world, manager } = stage;
  world.clock.moveTo(new Date('2026-12-28T02:00:00Z'));
  const known = await submitted(stage, {
    validFrom: '2027-02-01T00:00:00.000+08:00',
    validUntil: '2027-03-01T00:00:00.000+08:00',
  });
  // If Monday to Friday were the rule, the third working day after Tuesday 29 December would be New Year's
  // Day.
  world.clock.moveTo(new Date('2026-12-29T02:00:00Z'));
  const open = await submitted(stage, {
    validFrom: '2027-03-01T00:00:00.000+08:00',
    validUntil: '2027-04-01T00:00:00.000+08:00',
  });
  const due = 'reviewDueAt isReviewDueProvisional';
  expect(await seen(manager, known, due)).toEqual({
    reviewDueAt: '2026-12-31T02:00:00.000Z',
    isReviewDueProvisional: false,
  });
  expect(await seen(manager, open, due)).toEqual({
    reviewDueAt: '2027-01-01T02:00:00.000Z',
    isReviewDueProvisional: true,
  });
  expect(await clocks()).toEqual([
    { dueAt: '2026-12-31T02:00:00.000Z', isProvisional: false },
    { dueAt: '2027-01-01T02:00:00.000Z', isProvisional: true },
  ]);
});
