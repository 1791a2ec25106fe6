import { Field, ObjectType } from 'type-graphql';
import { NodeType } from '../../../platform/schema/types.ts';

@ObjectType('CustomerUser', {
  simpleResolvers: true,
  implements: NodeType,
  description:
    "User of a customer in the customer's identity source, as the marketplace knows it (客户用户).",
})
export class CustomerUserType extends NodeType {
  @Field(() => String, {
    description: 'Id of the user in the identity source; unique for the customer (外部用户 ID).',
  })
  externalId!: string;

  @Field(() => String, { nullable: true, description: 'Name of the user; null if unknown.' })
  name!: string | null;
}
