import { Field, Int, ObjectType } from 'type-graphql';
import { scalar } from '../../../platform/schema/scalars.ts';
import { enumType, MoneyType, NodeType } from '../../../platform/schema/types.ts';

export const LedgerEventEnum = enumType('LedgerEvent', 'Step of a bill that the ledger records.', {
  BILL_SENT: 'The bill was sent: the share is owed (对账单发送).',
  BILL_PAID: 'The bill was paid (对账单付款).',
});

export const LedgerAccountEnum = enumType('LedgerAccount', 'Account of the ledger (科目).', {
  SHARE_COST: 'Cost of partners’ shares, without tax (分成成本).',
  INPUT_VAT: 'Input VAT of the shares (进项税额).',
  PARTNER_PAYABLE:
    'Payable to partners, including tax; zero once all sent bills are paid (应付服务商款).',
  BANK: 'Bank (银行存款).',
});

@ObjectType('LedgerEntry', {
  simpleResolvers: true,
  implements: NodeType,
  description:
    'Journal entry of the double-entry ledger (记账凭证): one step of one bill. It never changes, and its postings sum to zero.',
})
export class LedgerEntryType extends NodeType {
  @Field(() => scalar.dateTime, { description: 'Time of the step.' })
  createdAt!: Date;

  @Field(() => LedgerEventEnum, { description: 'Step of the bill.' })
  event!: keyof typeof LedgerEventEnum;

  @Field(() => scalar.month, { description: 'Month of the bill (账期).' })
  period!: string;

  @Field(() => String, { description: 'Number of the bill.' })
  billNumber!: string;
}

@ObjectType('LedgerPosting', {
  simpleResolvers: true,
  implements: NodeType,
  description:
    'Posting of a journal entry to one account (分录). A partner sees its own payable only.',
})
export class LedgerPostingType extends NodeType {
  @Field(() => scalar.dateTime, { description: 'Time of the entry.' })
  createdAt!: Date;

  @Field(() => Int, { description: 'Position in the entry, from 0.' })
  position!: number;

  @Field(() => LedgerAccountEnum, { description: 'Account.' })
  account!: keyof typeof LedgerAccountEnum;

  @Field(() => scalar.month, { description: 'Month of the bill (账期).' })
  period!: string;

  @Field(() => MoneyType, { description: 'Amount: a debit is positive, a credit negative.' })
  amount!: MoneyType;
}
