import { Field, ObjectType } from 'type-graphql';
import { ProductTypeEnum, SupervisionTemplateEnum } from './product.type.ts';

@ObjectType('ProductTypeRule', {
  simpleResolvers: true,
  description: 'Rules of the listing of one kind of product (上架规则).',
})
export class ProductTypeRuleType {
  @Field(() => ProductTypeEnum, { description: 'Kind of product.' })
  productType!: keyof typeof ProductTypeEnum;

  @Field(() => [SupervisionTemplateEnum], {
    description: 'Service-flow templates that the product may have; none if delivery is instant.',
  })
  templates!: (keyof typeof SupervisionTemplateEnum)[];

  @Field(() => Boolean, {
    description: 'Whether the product must have one of the service-flow templates.',
  })
  templateRequired!: boolean;

  @Field(() => Boolean, {
    description:
      'Whether the product is ordered in the marketplace. If not, it has no specification and leads to a page of its seller.',
  })
  isSold!: boolean;
}
