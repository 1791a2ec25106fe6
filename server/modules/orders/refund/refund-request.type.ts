import { Field, Int, ObjectType } from 'type-graphql';
import { scalar } from '../../../platform/schema/scalars.ts';
import { ActionableNode, enumType, MoneyType } from '../../../platform/schema/types.ts';

export const RefundRequestStatusEnum = enumType(
  'RefundRequestStatus',
  'State of a request for a refund.',
  {
    REQUESTED: 'The seller must answer (待商家审核).',
    AWAITING_RETURN:
      'Approved; the customer sends the hardware back in time, otherwise the request is withdrawn (待寄回).',
    RETURNING:
      'On its way back; the seller checks the hardware in time, otherwise it is refunded (退货待核对).',
    REFUNDED: 'Refunded (已退款).',
    REJECTED: 'Rejected with a reason; the order goes on (已驳回).',
    WITHDRAWN: 'Withdrawn by the customer, or not sent back in time (已撤回).',
  },
);

@ObjectType('RefundRequest', {
  simpleResolvers: true,
  implements: ActionableNode.interfaces,
  description:
    'Request of the customer to refund a line under supervision, which the seller answers (退订申请). A line has one open request at a time.',
})
export class RefundRequestType extends ActionableNode {
  @Field(() => RefundRequestStatusEnum, {
    description: 'State; `viewerActions` lists the actions open to the viewer.',
  })
  status!: keyof typeof RefundRequestStatusEnum;

  @Field(() => String, { description: 'Number of the order.' })
  orderNumber!: string;

  @Field(() => String, { description: 'Name of the customer at the time of the order.' })
  customerName!: string;

  @Field(() => String, { description: 'Name of the product at the time of the order.' })
  productName!: string;

  @Field(() => MoneyType, { description: 'Cash that the customer asks back.' })
  amount!: MoneyType;

  @Field(() => String, { description: 'Reason of the customer; visible to the seller.' })
  reason!: string;

  @Field(() => Boolean, {
    description: 'Whether the goods are sent back before the refund (需退货): hardware.',
  })
  needsReturn!: boolean;

  @Field(() => scalar.dateTime, { description: 'Time of the request.' })
  createdAt!: Date;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description:
      'Time by which the side in turn should act: the seller answers, the customer sends back, the seller checks. Null after the end.',
  })
  dueAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Carrier of the return (承运方).' })
  carrier!: string | null;

  @Field(() => String, { nullable: true, description: 'Tracking number of the return (运单号).' })
  trackingNumber!: string | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time at which the customer sent the goods back.',
  })
  shippedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Reason of the rejection, or of the appeal that settled the line.',
  })
  decisionReason!: string | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time of the end; null while open.',
  })
  endedAt!: Date | null;

  @Field(() => Int, { description: 'Version for optimistic locking.' })
  version!: number;
}
