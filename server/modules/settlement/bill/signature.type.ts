import { Field, ObjectType } from 'type-graphql';
import { scalar } from '../../../platform/schema/scalars.ts';
import { NodeType } from '../../../platform/schema/types.ts';

@ObjectType('SettlementBillSignature', {
  simpleResolvers: true,
  implements: NodeType,
  description:
    'Signature of one operator under a settlement bill (会签签字). Two different people sign each bill. Visible to operations only.',
})
export class SettlementBillSignatureType extends NodeType {
  @Field(() => scalar.dateTime, { description: 'Time of the signature.' })
  createdAt!: Date;

  @Field(() => String, { description: 'Name of the operator who signed.' })
  signedByName!: string;

  @Field(() => String, { description: 'Reason that the operator gave.' })
  reason!: string;

  @Field(() => String, { description: 'Seal of the bill that was signed (校验码).' })
  seal!: string;
}
