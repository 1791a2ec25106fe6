import { Field, ObjectType } from 'type-graphql';
import { scalar } from '../../../platform/schema/scalars.ts';

@ObjectType('CustomerUserMail', {
  simpleResolvers: true,
  description: 'Enterprise mail address of a user (企业邮箱).',
})
export class CustomerUserMailType {
  @Field(() => String, { description: 'Mail address.' })
  address!: string;

  @Field(() => scalar.dateTime, { description: 'Time at which the marketplace gave the address.' })
  syncedAt!: Date;
}
