import { command } from '../../../platform/command/command.ts';
import { field } from '../../../platform/command/input.ts';
import { eventCommand } from '../../../platform/command/life-cycle/life-cycle.ts';
import type { AnyCommand } from '../../../platform/command/types.ts';
import { priceInput } from '../../catalog/index.ts';
import { member } from '../../identity/index.ts';
import { files } from '../supervision/evidence.write.ts';
import { sellers } from '../supervision/supervision.machine.ts';
import { supervision } from '../supervision/supervision.read.ts';
import { appealLife } from './appeal.life.ts';
import { appeal, appealMaterial } from './appeal.read.ts';
import { AppealCategoryEnum, AppealOutcomeEnum, AppealSideEnum } from './appeal.type.ts';
import { openAppeal } from './appeal-open.write.ts';

const text = (what: string) => field.text(what, { max: 2_000 });

/** The mutation of the event `appeal` of a supervision; it opens the appeal and freezes the flow. */
const appealSupervision = command({
  name: 'supervisionAppeal',
  description:
    'Opens an appeal (发起申诉) about a supervised delivery, as the customer or the seller, at any node. The flow is frozen until operations decide.',
  roles: ['buyer', ...sellers],
  fields: {
    id: field.id(() => supervision, 'Global id of the Supervision.'),
    version: field.version,
    category: field.word(AppealCategoryEnum, 'Subject of the appeal.'),
    reason: text('Reason; visible to the other side.'),
    proofFiles: files('Proof of performance (履约证明), at least one for NOT_ACCEPTING.'),
    commitmentFiles: files('Commitment letter (承诺函), at least one for NOT_ACCEPTING.'),
    supplementFiles: files('Additional material.'),
  },
  payload: { appeal: () => appeal, supervision: () => supervision },
  idempotent: true,
  constraints: { appeal_one_open: 'APPEAL_OPEN' },
  async run(tx, input) {
    const row = await openAppeal(tx, input);
    return { appeal: row.id, supervision: input.id };
  },
});

export const appealCommands: readonly AnyCommand[] = [
  appealSupervision,
  eventCommand(appealLife, 'take', { description: 'Takes an appeal to decide it (受理).' }),
  eventCommand(appealLife, 'askMaterial', {
    description:
      'Asks a side for material (索取补充材料). The deadline of the appeal keeps running.',
    fields: {
      side: field.word(AppealSideEnum, 'Side that is asked.'),
      what: field.text('Material needed.', { max: 500 }),
      by: field.instant('Time by which it should be provided; in the future.'),
    },
  }),
  eventCommand(appealLife, 'handOver', {
    description: 'Hands the appeal over to another operator (转交).',
    fields: { memberId: field.id(() => member, 'Operator who takes over.') },
  }),
  eventCommand(appealLife, 'respond', {
    description:
      'Adds a statement of the viewer’s side with files (答复), as the customer or the seller.',
    fields: {
      text: text('Statement; visible to the other side.'),
      materialId: field.optional(
        field.id(() => appealMaterial, 'Request of operations that the statement answers.'),
      ),
      proofFiles: files('Proof (凭证).'),
      commitmentFiles: files('Commitment letter (承诺函).'),
      supplementFiles: files('Additional material (补充材料).'),
    },
  }),
  eventCommand(appealLife, 'decide', {
    description:
      'Decides an appeal (裁决), as operations. A refund of a part ends the supervision as well; the rest is due to the seller.',
    fields: {
      outcome: field.word(AppealOutcomeEnum, 'Decision.'),
      reason: text('Reason; both sides are notified of it.'),
      refund: field.optional(
        priceInput(
          'Refund in CNY, at most the cash that is not refunded yet; only for REFUND. Absent: all of it.',
        ),
      ),
    },
  }),
  eventCommand(appealLife, 'withdraw', {
    description: 'Withdraws an appeal (撤回申诉), as the side that opened it. The flow goes on.',
  }),
];
