import { describe, expect, it } from '@jest/globals';
import { amountOf, fold, groupOf, type Lapse, type Task, tasksOf } from './tasks.ts';

const NOW = Date.parse('2026-11-28T02:00:00.000Z');
const at = (hours: number): string => new Date(NOW + hours * 3_600_000).toISOString();
const deadline = (id: string, hours: number, changes: object = {}) =>
  ({
    id: `due_${id}`,
    subjectType: 'PartnerBinding',
    subjectId: `bnd_${id}`,
    label: id,
    event: 'expire',
    dueAt: at(hours),
    isProvisional: false,
    actsSide: 'PARTNER',
    pausedSince: null,
    pauseReason: null,
    amount: null,
    ...changes,
  }) as never;
const lapse: Lapse = {
  type: 'ExclusiveDiscount',
  id: 'dsc_1',
  label: '东方 · ERP',
  until: at(30),
  worth: { amount: '100.50', currency: 'CNY' },
};

describe('the tasks of Home', () => {
  it('are deadlines and lapses in one order; a lapse replaces its own deadline', () => {
    const end = {
      subjectType: 'ExclusiveDiscount',
      subjectId: 'dsc_1',
      event: 'end',
      actsSide: null,
    };
    const tasks = tasksOf([deadline('a', 50), deadline('b', 30, end)], [lapse], 'PARTNER');
    expect(
      tasks.map(({ label, kind, acts, amount }) => [label, kind, acts, amount?.amount]),
    ).toEqual([
      ['东方 · ERP', 'ExclusiveDiscount.end.NONE', true, '100.50'],
      ['a', 'PartnerBinding.expire.PARTNER', true, undefined],
    ]);
    expect(tasksOf([deadline('a', 50)], [], 'SELLER')[0]!.acts).toBe(false);
  });

  it('are grouped by the time that is left', () => {
    const groups = tasksOf(
      [
        deadline('over', -1),
        deadline('red', 5),
        deadline('amber', 23),
        deadline('week', 100),
        deadline('later', 200),
        deadline('paused', 1, { pausedSince: at(-3) }),
      ],
      [],
      'PARTNER',
    ).map((task) => [task.label, groupOf(task, NOW)]);
    expect(groups.every(([label, group]) => label === group)).toBe(true);
  });

  it('fold three or more of one kind at the place of the first, and no fewer', () => {
    const remind = { event: null };
    const tasks = tasksOf(
      [
        deadline('a', 1),
        deadline('b', 2, remind),
        deadline('c', 3),
        deadline('d', 4, remind),
        deadline('e', 5),
      ],
      [],
      'PARTNER',
    );
    const rows = fold(tasks).map((row) =>
      'tasks' in row ? row.tasks.map(({ label }) => label).join('+') : row.label,
    );
    expect(rows).toEqual(['a+c+e', 'b', 'd']);
  });

  it('have a sum only if each has an amount', () => {
    const money = (amount: string) => ({ amount: { amount, currency: 'CNY' } }) as Task;
    expect(amountOf([money('0.10'), money('0.20')])?.amount).toBe('0.30');
    expect(amountOf([money('0.10'), { amount: null } as Task])).toBeNull();
    expect(amountOf([])).toBeNull();
  });
});
