import { Field, Int, ObjectType } from 'type-graphql';
import { scalar } from '../../platform/schema/scalars.ts';
import { ActionableNode, enumType } from '../../platform/schema/types.ts';

export const SaleModelEnum = enumType(
  'SaleModel',
  'Sale model: party that sells a product and invoices the customer.',
  {
    COMMON:
      'Common product (通用商品): the seller sells and invoices; the marketplace takes a fee.',
    JOINT_OPERATION:
      'Joint-operation product (联营商品): sold with the seller, invoiced by the marketplace.',
    HUAWEI: "The marketplace's own product (华为自服务商品); only the marketplace lists it.",
  },
);

export const ProductTypeEnum = enumType(
  'ProductType',
  'Kind of a product; it determines delivery and supervision.',
  {
    SAAS: 'Software as a service.',
    IMAGE: 'Machine image (镜像).',
    API: 'API billed by call.',
    CONTAINER: 'Container image (容器).',
    DATA_ASSET: 'Data asset (数据资产).',
    AI_ASSET: 'Model, agent or other AI asset (AI 资产).',
    LICENSE: 'License: code or package that unlocks software.',
    MANUAL_SERVICE: 'Manual service (人工服务).',
    HARDWARE: 'Hardware (硬件).',
    CONSULTING: 'Consulting: leads to a demand, not to an order (咨询).',
  },
);

export const SupervisionTemplateEnum = enumType(
  'SupervisionTemplate',
  'Service-flow template (服务流模板): the steps of the supervised delivery.',
  {
    STANDARD: 'Manual service such as set-up or migration, or SaaS delivered offline (标准).',
    WEBSITE: 'Construction of a website, with a draft that the customer confirms (建站类).',
    LICENSE_CODE:
      'License by authorization code: claimed by the customer, activated online (授权码).',
    LICENSE_ID: 'License by the ID code of a system or device (识别码).',
    LICENSE_PACKAGE: 'Software package that is deployed for the customer (软件包部署).',
    HARDWARE: 'Hardware that is shipped (硬件).',
  },
);

export const SaleStatusEnum = enumType('SaleStatus', 'Sale status of a product or specification.', {
  ON_SALE: 'On sale (在售).',
  DELISTED: 'Delisted (已下架): discounts granted on it have become unusable.',
});

export const VatClassEnum = enumType(
  'VatClass',
  'Class that determines the output VAT rate of a specification (商品销项税率).',
  {
    SOFTWARE: 'Software sold once (永久授权软件).',
    HARDWARE: 'Hardware (硬件).',
    SERVICE: 'Services, including software by month, by year or on demand (服务).',
  },
);

@ObjectType('Product', {
  simpleResolvers: true,
  implements: ActionableNode.interfaces,
  description: 'Product that a seller offers in the marketplace (商品).',
})
export class ProductType extends ActionableNode {
  @Field(() => String, { description: 'Name as listed.' })
  name!: string;

  @Field(() => SaleModelEnum, { description: 'Sale model of the product.' })
  saleModel!: keyof typeof SaleModelEnum;

  @Field(() => ProductTypeEnum, { description: 'Kind of product.' })
  productType!: keyof typeof ProductTypeEnum;

  @Field(() => SaleStatusEnum, { description: 'Sale status.' })
  status!: keyof typeof SaleStatusEnum;

  @Field(() => scalar.decimal, {
    nullable: true,
    description:
      'Maximum share ratio of the partner in a joint sale, 0 to 1 (分成比例上限); null for customers.',
  })
  maxShareRatio!: string | null;

  @Field(() => scalar.decimal, {
    nullable: true,
    description: 'Standard share ratio of the partner, 0 to 1 (标准分成比例); null for customers.',
  })
  standardShareRatio!: string | null;

  @Field(() => scalar.decimal, {
    nullable: true,
    description:
      'Floor pay rate (底价): lowest pay rate that a partner may grant without a special commercial request; null for customers. 0.8 = the customer pays 80 % (8 折).',
  })
  floorPayRate!: string | null;

  @Field(() => SupervisionTemplateEnum, {
    nullable: true,
    description:
      'Service-flow template of its orders; null if they are not supervised: delivery is instant.',
  })
  supervisionTemplate!: keyof typeof SupervisionTemplateEnum | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Average delivery time in calendar days from payment, 1 to 365 (平均交付时长); null without a service-flow template.',
  })
  averageDeliveryDays!: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Page of the seller to which a consulting product leads, https (咨询链接); null for other kinds and where the seller has named none.',
  })
  leadUrl!: string | null;

  @Field(() => scalar.dateTime, { description: 'Time at which the product was listed.' })
  createdAt!: Date;

  @Field(() => scalar.dateTime, {
    nullable: true,
    description: 'Time at which it was delisted (下架); null while it is on sale.',
  })
  delistedAt!: Date | null;

  @Field(() => Int, { description: 'Version for optimistic locking.' })
  version!: number;
}
