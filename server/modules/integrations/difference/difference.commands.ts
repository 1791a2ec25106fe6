import { field } from '../../../platform/command/input.ts';
import { eventCommand } from '../../../platform/command/life-cycle/life-cycle.ts';
import { transact } from '../../../platform/command/pipeline.ts';
import type { AnyCommand } from '../../../platform/command/types.ts';
import { originOfDifference } from '../ask/origin.read.ts';
import { refetch } from '../ask/refetch.write.ts';
import { DifferenceEntity } from './difference.entity.ts';
import { differenceLife } from './difference.life.ts';

const reason = field.reason('Reason; recorded in the audit.');

const takeOver = eventCommand(differenceLife, 'takeOver', {
  description:
    "Resolves a difference with the upstream's value (以上游为准): binds the customer, sets type, account manager or tag, or pays an order that was canceled here and paid upstream.",
  /** The payment of an order has more facts than a difference keeps. */
  async ask(asker, input) {
    const { id } = input as { readonly id: string };
    const { differenceClass } = await transact(asker.deps, asker.viewer, 'ask', (tx) =>
      tx.get(DifferenceEntity, id),
    );
    if (differenceClass !== 'ORDER_STATE') return async () => ({});
    const subject = { action: 'differenceRefetch', subjectType: 'Difference', subjectId: id };
    const apply = await refetch(asker, subject, (tx) => originOfDifference(tx, id));
    return async (tx) => {
      await apply(tx);
      return {};
    };
  },
});

export const differenceCommands: readonly AnyCommand[] = [
  takeOver,
  eventCommand(differenceLife, 'keepOurs', {
    description:
      'Resolves a difference with our value (以本平台为准). It is listed again only if one of the values changes.',
    fields: { reason },
  }),
  eventCommand(differenceLife, 'endBinding', {
    description:
      'Resolves a difference by ending the binding, which the upstream has ended already (结束绑定).',
    fields: { reason },
  }),
];
