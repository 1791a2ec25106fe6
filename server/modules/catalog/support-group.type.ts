import { Field, Int, ObjectType } from 'type-graphql';
import { scalar } from '../../platform/schema/scalars.ts';
import { enumType, NodeType } from '../../platform/schema/types.ts';

export const SupportContentEnum = enumType(
  'SupportContent',
  'Content of the support that a support group gives (服务内容).',
  {
    PRODUCT_QUESTIONS: 'Answers to questions about the product (产品答疑).',
    OPERATION_GUIDANCE: 'Guidance in operating the product (操作指导).',
    RUN_AND_MAINTENANCE: 'Support of running and maintenance (运维支持).',
    ON_SITE_AND_EMERGENCY: 'On-site and emergency service (现场与应急服务).',
    PERIODIC_MAINTENANCE: 'Periodic maintenance (定期维护).',
  },
);

@ObjectType('SupportGroup', {
  simpleResolvers: true,
  implements: NodeType,
  description: 'Contact of a seller for support after the sale, which its products name (支持组).',
})
export class SupportGroupType extends NodeType {
  @Field(() => String, { description: 'Name, unique among the groups of the seller.' })
  name!: string;

  @Field(() => [SupportContentEnum], { description: 'Content of the support, at least one kind.' })
  content!: (keyof typeof SupportContentEnum)[];

  @Field(() => String, { description: 'Hours at which the group answers, as text (服务时间).' })
  hours!: string;

  @Field(() => String, { description: 'Telephone number.' })
  phone!: string;

  @Field(() => String, { description: 'Mail address.' })
  mail!: string;

  @Field(() => Int, { description: 'Number of products that name the group, delisted ones too.' })
  productCount!: number;

  @Field(() => scalar.dateTime, { description: 'Time at which the group was created.' })
  createdAt!: Date;

  @Field(() => Int, { description: 'Version for optimistic locking.' })
  version!: number;
}
