import { actions } from '../../platform/read/actions.ts';
import { computed } from '../../platform/read/computed.ts';
import { type Reads, reads, relation, type SqlOf } from '../../platform/read/declare.ts';
import { filter } from '../../platform/read/filters.ts';
import { unlessBuyer } from '../../platform/read/visible.ts';
import { sql } from '../../platform/sql/sql.ts';
import { organization } from '../identity/index.ts';
import { ProductEntity } from './product.entity.ts';
import { productMachine, specificationMachine } from './product.machine.ts';
import { ProductType, ProductTypeEnum, SaleModelEnum, SaleStatusEnum } from './product.type.ts';
import { MOST_SPECIFICATIONS } from './product-types.ts';
import { SpecificationEntity } from './specification.entity.ts';
import { SpecificationType } from './specification.type.ts';
import { SupportGroupEntity } from './support-group.entity.ts';
import { SupportGroupType } from './support-group.type.ts';

const productActions = actions(productMachine, ProductEntity);
const specificationActions = actions(specificationMachine, SpecificationEntity, {
  isConsulting: (d) =>
    sql`exists (select 1 from product o where o.id = ${d.productId} and o.product_type = 'CONSULTING')`,
});

/** Whether the product of a row with a `productId` is delisted. */
export const productDelisted: SqlOf<'productId'> = (d) =>
  sql`not exists (select 1 from product o where o.id = ${d.productId} and o.status = 'ON_SALE')`;

/** SQL of `mustBeSold`: on sale, and not consulting. */
const isSold: SqlOf<'status' | 'productType'> = (d) =>
  sql`(${d.status} = 'ON_SALE' and ${d.productType} <> 'CONSULTING')`;

export const specification: Reads<typeof SpecificationEntity> = reads(
  SpecificationType,
  SpecificationEntity,
  {
    id: 'spc',
    fields: {
      viewerActions: specificationActions,
      listPrice: computed.money('listPriceMinor'),
    },
    relations: {
      product: relation.one(() => product, 'productId', 'Product of the specification.', {
        nullable: false,
      }),
    },
    filters: {
      productId: filter.ids('productId', () => product, 'Products to include.'),
      status: filter.anyOf('status', SaleStatusEnum, 'States to include.'),
    },
    orders: { CREATED: ['createdAt', 'id'] },
    keys: {
      code: { description: 'Code, unique within the product.', isShared: true },
      skuCode: 'SKU code in the upstream system.',
    },
    roots: {
      specification: { one: 'One specification.' },
      specifications: {
        page: "Specifications of the products in the viewer's scope, newest first.",
      },
    },
  },
);

/** Visible to those who see the products of the seller. */
export const supportGroup: Reads<typeof SupportGroupEntity> = reads(
  SupportGroupType,
  SupportGroupEntity,
  {
    id: 'sgr',
    fields: {
      productCount: (d) =>
        sql`(select count(*)::int from product o where o.support_group_id = ${d.id})`,
    },
    relations: {
      seller: relation.one(() => organization, 'sellerId', 'Seller whose group it is.', {
        nullable: false,
      }),
    },
    filters: {
      sellerId: filter.ids('sellerId', () => organization, 'Sellers to include.'),
    },
    orders: { CREATED: ['createdAt', 'id'] },
    direction: 'ASC',
    roots: {
      supportGroup: { one: 'One support group.' },
      supportGroups: { page: "Support groups in the viewer's scope, oldest first." },
    },
  },
);

/** Partners of the programme and customers see every product, sellers their own. */
export const product: Reads<typeof ProductEntity> = reads(ProductType, ProductEntity, {
  id: 'prd',
  fields: {
    viewerActions: productActions,
    maxShareRatio: unlessBuyer((d) => computed.rate(d.maxShareRatio)),
    standardShareRatio: unlessBuyer((d) => computed.rate(d.standardShareRatio)),
    floorPayRate: unlessBuyer((d) => computed.rate(d.floorPayRate)),
  },
  relations: {
    seller: relation.one(() => organization, 'sellerId', 'Seller of the product.', {
      nullable: false,
    }),
    supportGroup: relation.one(
      () => supportGroup,
      'supportGroupId',
      'Support group to contact after the sale (支持组); null until the seller names one.',
    ),
    specifications: relation.some(
      () => specification,
      'productId',
      "Orderable specifications (规格), in the seller's order.",
      { orderBy: 'position', max: MOST_SPECIFICATIONS },
    ),
  },
  filters: {
    search: filter.search(
      'searchKey',
      'Text that the name, its pinyin or its initials must contain.',
    ),
    saleModel: filter.anyOf('saleModel', SaleModelEnum, 'Sale models to include.'),
    productType: filter.anyOf('productType', ProductTypeEnum, 'Kinds to include.'),
    status: filter.anyOf('status', SaleStatusEnum, 'States to include.'),
    sellerId: filter.ids('sellerId', () => organization, 'Sellers to include.'),
    isSold: filter.holds(
      isSold,
      'Whether the product can be ordered in the marketplace: on sale, and not consulting.',
    ),
  },
  orders: { CREATED: ['createdAt', 'id'], NAME: ['name', 'id'] },
  holds: { searchKey: ['name'] },
  searchable: { title: 'name' },
  roots: {
    product: { one: 'One product.' },
    products: { page: "Products in the viewer's scope." },
  },
});
