import { field } from '../../../platform/command/input.ts';
import { eventCommand } from '../../../platform/command/life-cycle/life-cycle.ts';
import type { AnyCommand } from '../../../platform/command/types.ts';
import { differenceLife } from './difference.life.ts';

const reason = field.text('Reason; recorded in the audit.', { max: 500 });

export const differenceCommands: readonly AnyCommand[] = [
  eventCommand(differenceLife, 'takeOver', {
    description:
      "Resolves a difference with the upstream's value (以上游为准): binds the customer, or sets type, account manager or tag.",
  }),
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
