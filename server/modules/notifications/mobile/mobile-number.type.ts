import { Field, ObjectType } from 'type-graphql';
import { scalar } from '../../../platform/schema/scalars.ts';

@ObjectType('MobileNumber', {
  simpleResolvers: true,
  description: "Viewer's mobile number for SMS; nobody else reads it (手机号).",
})
export class MobileNumberType {
  @Field(() => Boolean, {
    description: 'Whether the site sends SMS; without it no number can be verified.',
  })
  isOffered!: boolean;

  @Field(() => String, {
    nullable: true,
    description:
      'Verified number in international form, such as `+8613800138000`; null without one.',
  })
  number!: string | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time at which the number was verified.',
  })
  verifiedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Number to which a code was sent that is still valid; null without one.',
  })
  pendingNumber!: string | null;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time at which that code expires.',
  })
  codeExpiresAt!: Date | null;
}
