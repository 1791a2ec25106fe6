import { Field, Int, ObjectType } from 'type-graphql';
import { scalar } from '../../../platform/schema/scalars.ts';
import { ActionableNode, enumType, MoneyType, NodeType } from '../../../platform/schema/types.ts';
import { SupervisionNodeEnum, SupervisionStatusEnum } from '../supervision/supervision.type.ts';

export const AppealStatusEnum = enumType('AppealStatus', 'State of an appeal.', {
  SUBMITTED: 'Waits for an operator (待受理).',
  IN_REVIEW: 'An operator decides (审理中).',
  RESOLVED: 'Decided (已裁决).',
  WITHDRAWN: 'Withdrawn by the side that opened it, or without object after a refund (已撤回).',
});

export const AppealSideEnum = enumType('AppealSide', 'Side in an appeal.', {
  CUSTOMER: 'The customer (买家).',
  SELLER: 'The seller (商家).',
});

export const AppealCategoryEnum = enumType('AppealCategory', 'Subject of an appeal.', {
  NOT_ACCEPTING: 'The customer neither accepts nor rejects; for sellers only (买家不验收).',
  NOT_RESPONDING: 'The other side does not act (对方未响应).',
  LATE_DELIVERY: 'The delivery is late; for customers only (逾期交付).',
  NOT_AS_AGREED: 'Delivery or requirement differ from what was agreed (与约定不符).',
  DAMAGED: 'The hardware arrived damaged; for customers only (到货破损).',
  OTHER: 'Another matter, as the reason says (其他).',
});

export const AppealOutcomeEnum = enumType('AppealOutcome', 'Decision on an appeal.', {
  RESUME: 'The flow goes on at its node (恢复流程).',
  FORCE_COMPLETE: 'The delivery counts as accepted (强制完成).',
  REFUND: 'The customer is refunded an amount and the supervision ends (退款).',
  DISMISSED: 'The appeal has no grounds; the flow goes on at its node (驳回申诉).',
});

export const PartnerShareEnum = enumType(
  'AppealPartnerShare',
  "Effect of a decision on the partner's share of the line.",
  {
    PENDING: 'Not billed until the delivery is accepted (待定，暂不出账).',
    BILLED: 'Billed with the next run (可出账).',
    NONE: 'Nothing is billed (不出账).',
  },
);

@ObjectType('AppealEffect', {
  simpleResolvers: true,
  description: 'Effect that a decision would have now, before it is made (裁决后果).',
})
export class AppealEffectType {
  @Field(() => AppealOutcomeEnum, { description: 'Decision.' })
  outcome!: keyof typeof AppealOutcomeEnum;

  @Field(() => SupervisionStatusEnum, { description: 'State of the supervision afterwards.' })
  flow!: keyof typeof SupervisionStatusEnum;

  @Field(() => MoneyType, {
    nullable: true,
    description:
      'Largest refund of the customer: the cash that is not refunded yet; null without a refund.',
  })
  refundAtMost!: MoneyType | null;

  @Field(() => Boolean, {
    description:
      'Whether the guarantee period (交易担保期) ends, so that no negotiated refund is possible.',
  })
  endsGuarantee!: boolean;

  @Field(() => Boolean, { description: 'Whether the seller is paid for the line.' })
  paysSeller!: boolean;

  @Field(() => Boolean, { description: 'Whether either side may appeal again.' })
  mayAppealAgain!: boolean;

  @Field(() => PartnerShareEnum, {
    nullable: true,
    description:
      "Effect on the partner's share; its amount is `orderLine.settlementEstimate`. Null for customers and for an order without a partner.",
  })
  partnerShare!: keyof typeof PartnerShareEnum | null;
}

@ObjectType('Appeal', {
  simpleResolvers: true,
  implements: ActionableNode.interfaces,
  description:
    'Appeal of the customer or the seller about a supervised delivery, which operations decide (申诉). While it is open, the flow is frozen and its deadlines are paused.',
})
export class AppealType extends ActionableNode {
  @Field(() => String, { description: 'Readable number: APL, the day, a running number.' })
  number!: string;

  @Field(() => String, { description: 'Number of the order.' })
  orderNumber!: string;

  @Field(() => String, { description: 'Name of the customer at the time of the order.' })
  customerName!: string;

  @Field(() => String, { description: 'Name of the product at the time of the order.' })
  productName!: string;

  @Field(() => MoneyType, { description: 'Deal price of the line.' })
  dealPrice!: MoneyType;

  @Field(() => MoneyType, { description: 'Cash paid for the line; a refund is at most this.' })
  cash!: MoneyType;

  @Field(() => AppealStatusEnum, {
    description: 'State; `viewerActions` lists the actions open to the viewer.',
  })
  status!: keyof typeof AppealStatusEnum;

  @Field(() => scalar.dateTime, { description: 'Time of the opening.' })
  createdAt!: Date;

  @Field(() => AppealSideEnum, { description: 'Side that opened the appeal (申诉方).' })
  openedBy!: keyof typeof AppealSideEnum;

  @Field(() => String, { description: 'Name of the person who opened the appeal.' })
  openedByName!: string;

  @Field(() => SupervisionNodeEnum, { description: 'Node at which the flow was frozen.' })
  node!: keyof typeof SupervisionNodeEnum;

  @Field(() => AppealCategoryEnum, { description: 'Subject of the appeal.' })
  category!: keyof typeof AppealCategoryEnum;

  @Field(() => String, { description: 'Reason of the side that opened the appeal.' })
  reason!: string;

  @Field(() => scalar.dateTime, {
    description:
      'Time by which operations should decide, in working days; nothing is decided by the clock (裁决期限).',
  })
  decideBy!: Date;

  @Field(() => Boolean, {
    description:
      'Whether `decideBy` is provisional, because the holiday plan of its year is not published.',
  })
  isDecideByProvisional!: boolean;

  @Field(() => Boolean, {
    description: 'Whether the time for the decision passed while the appeal was open (已超期).',
  })
  isBreached!: boolean;

  @Field(() => String, { nullable: true, description: 'Operator who decides; null until taken.' })
  takenByName!: string | null;

  @Field(() => Boolean, { description: 'Whether the viewer is the operator who decides.' })
  isMine!: boolean;

  @Field(() => scalar.dateTime, { nullable: true, description: 'Time at which it was taken.' })
  takenAt!: Date | null;

  @Field(() => AppealOutcomeEnum, { nullable: true, description: 'Decision; null until decided.' })
  outcome!: keyof typeof AppealOutcomeEnum | null;

  @Field(() => MoneyType, { nullable: true, description: 'Refund of the customer, if decided so.' })
  refund!: MoneyType | null;

  @Field(() => String, { nullable: true, description: 'Reason of the decision.' })
  decisionReason!: string | null;

  @Field(() => String, { nullable: true, description: 'Operator who decided.' })
  decidedByName!: string | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time of the decision or the withdrawal.',
  })
  endedAt!: Date | null;

  @Field(() => [AppealEffectType], {
    description: 'Effect of each possible decision, for the desk to compare; empty after the end.',
  })
  outcomes!: AppealEffectType[];

  @Field(() => Int, { description: 'Version for optimistic locking.' })
  version!: number;
}

@ObjectType('AppealStatement', {
  simpleResolvers: true,
  implements: NodeType,
  description: 'Statement of a side in an appeal: the opening one, or a response (陈述).',
})
export class AppealStatementType extends NodeType {
  @Field(() => scalar.dateTime, { description: 'Time of the statement.' })
  createdAt!: Date;

  @Field(() => AppealSideEnum, { description: 'Side that made the statement.' })
  side!: keyof typeof AppealSideEnum;

  @Field(() => String, { description: 'Name of the person who made the statement.' })
  authorName!: string;

  @Field(() => String, { description: 'Text.' })
  text!: string;
}

@ObjectType('AppealMaterial', {
  simpleResolvers: true,
  implements: NodeType,
  description: 'Material that operations asked a side for (索取的补充材料).',
})
export class AppealMaterialType extends NodeType {
  @Field(() => AppealSideEnum, { description: 'Side that was asked.' })
  side!: keyof typeof AppealSideEnum;

  @Field(() => String, { description: 'Material needed.' })
  what!: string;

  @Field(() => scalar.dateTime, { description: 'Time of the request.' })
  createdAt!: Date;

  @Field(() => scalar.dateTime, {
    description: 'Time by which the side should provide the material; nothing lapses.',
  })
  dueAt!: Date;

  @Field(() => String, { description: 'Operator who asked.' })
  askedByName!: string;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time at which the side responded; null until then.',
  })
  providedAt!: Date | null;
}
