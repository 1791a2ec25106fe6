import { describe, expect, it } from '@jest/globals';
import { type Act, entriesOf } from './feed.ts';

let serial = 0;
const act = (minute: number, requestId: string, changes: Partial<Act> = {}): Act =>
  ({
    id: `rac_${++serial}`,
    requestId,
    createdAt: new Date(Date.UTC(2026, 10, 28, 2, minute)).toISOString(),
    subjectType: 'ExclusiveDiscount',
    subjectId: `dsc_${serial}`,
    label: `EXD-${serial}`,
    event: 'extend',
    toState: 'DRAFT',
    actorName: '陈思远',
    via: 'PORTAL',
    alikeCount: 1,
    ...changes,
  }) as Act;

const told = (acts: readonly Act[], most = 10) =>
  entriesOf(acts, most).map(({ act: { event, actorName }, count }) => [actorName, event, count]);

describe('the feed', () => {
  it('tells a job over many rows once, by what a person did', () => {
    const job = (event: string, minute: number, via: 'PORTAL' | 'SYSTEM') =>
      act(minute, 'job', { event, via, alikeCount: 11 });
    expect(
      told([job('start', 3, 'SYSTEM'), job('pass', 2, 'SYSTEM'), job('extend', 1, 'PORTAL')]),
    ).toEqual([['陈思远', 'extend', 11]]);
  });

  it('tells a request of the system by what came first', () => {
    const sync = { via: 'SYSTEM', actorName: 'sync', subjectType: 'Order' } as const;
    expect(
      told([
        act(2, 'run', { ...sync, event: 'complete', alikeCount: 4 }),
        act(1, 'run', { ...sync, event: 'confirmPayment', alikeCount: 5 }),
      ]),
    ).toEqual([['sync', 'confirmPayment', 5]]);
  });

  it('joins equal acts of one actor in a row, and no others', () => {
    expect(
      told([
        act(9, 'a', { event: 'reject', actorName: '方晓' }),
        act(8, 'b', { event: 'reject', actorName: '方晓' }),
        act(7, 'c', { event: 'reject' }),
        act(6, 'd', { event: 'reject', actorName: '方晓' }),
        act(5, 'e', { event: 'approve', actorName: '方晓' }),
      ]),
    ).toEqual([
      ['方晓', 'reject', 2],
      ['陈思远', 'reject', 1],
      ['方晓', 'reject', 1],
      ['方晓', 'approve', 1],
    ]);
  });

  it('keeps acts apart that share a request id hours apart', () => {
    expect(told([act(200, 'a', { event: 'withdraw' }), act(1, 'a', { event: 'submit' })])).toEqual([
      ['陈思远', 'withdraw', 1],
      ['陈思远', 'submit', 1],
    ]);
  });

  it('ends with the given number of sentences', () => {
    expect(told([act(3, 'a', { event: 'x' }), act(2, 'b', { event: 'y' })], 1)).toEqual([
      ['陈思远', 'x', 1],
    ]);
  });
});
