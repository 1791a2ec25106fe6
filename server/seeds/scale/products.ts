import { SOFTWARE_TYPES } from '../../modules/catalog/vat-class.ts';
import { choose, days, insertSql, instantSql, randomSql, seconds, uuidAt } from './sql.ts';
import { type ScaleFacts, type Step, staging, step } from './step.ts';
import { pick, productKind, productName } from './words.ts';

const SPECIFICATIONS = [
  ['S', '基础版', 'MONTH', 1],
  ['M', '标准版', 'YEAR', 4],
  ['L', '旗舰版', 'ONE_OFF', 10],
] as const;

/** Products of every sale model with three specifications each; one in fifty is delisted. */
export function products({ sizes, now }: ScaleFacts): Step[] {
  const at = instantSql(now);
  const { name, full, initials } = productName('r');
  const { type, template, days: delivery } = productKind('r');
  const created = `${at} - ${days(1_600)} + ${seconds('600 * r')}`;
  return [
    step(
      'products',
      1,
      staging(
        's_product',
        `select r, ${uuidAt(created, 'product', 'r')} as id, o.id as seller_id, ${name} as name, ${full} as full_pinyin, ${initials} as initials,
          ${created} as created_at, ${type} as product_type, ${template} as template, ${delivery} as delivery_days,
          case when r % 10 = 9 then 'HUAWEI' when r % 10 < 4 then 'COMMON' else 'JOINT_OPERATION' end as sale_model,
          0.6 + 0.05 * ${randomSql('r', 'floor', 6)} as floor, 0.25 + 0.05 * ${randomSql('r', 'share', 5)} as max_share,
          0.1 + 0.05 * ${randomSql('r', 'standard', 4)} as share, (1 + ${randomSql('r', 'price', 30)}) * 19900 as price,
          case when r % 50 = 49 then ${at} - ${days(10)} end as delisted_at,
          m.name as reviewer_name, lead.name as manager_name
        from generate_series(0, ${sizes.products - 1}) r
          join s_organization o on case when r % 10 = 9 then o.kind = 'OPERATOR' else o.kind = 'SELLER' and o.n = 1 + r % ${sizes.sellers} end
          left join s_member m on m.org_id = o.id and m.role = 'seller.reviewer'
          left join s_member lead on lead.org_id = o.id and lead.role = 'seller.manager'`,
      ),
    ),
    step(
      'products',
      sizes.products,
      insertSql(
        'product',
        {
          id: 'id',
          created_at: 'created_at',
          seller_id: 'seller_id',
          name: 'name',
          search_key: `lower(name) || ' ' || full_pinyin || ' ' || initials`,
          sale_model: 'sale_model',
          product_type: 'product_type',
          status: `case when delisted_at is null then 'ON_SALE' else 'DELISTED' end`,
          max_share_ratio: 'max_share',
          standard_share_ratio: 'share',
          floor_pay_rate: 'floor',
          supervision_template: 'template',
          average_delivery_days: 'delivery_days',
          delisted_at: 'delisted_at',
        },
        'from s_product order by r',
      ),
    ),
    step('specifications', 1, specifications()),
    step(
      'specifications',
      3 * sizes.products,
      insertSql(
        'specification',
        {
          id: 's.id',
          created_at: 'p.created_at',
          product_id: 'p.id',
          seller_id: 'p.seller_id',
          code: 's.code',
          sku_code: `'00302-' || r || '-' || k || '--0'`,
          name: 's.name',
          list_price_minor: 's.price',
          priced_at: 'p.created_at',
          period: 's.period',
          vat_class: 's.vat_class',
          status: `case when p.delisted_at is null then 'ON_SALE' else 'DELISTED' end`,
          delisted_at: 'p.delisted_at',
          position: 's.k',
        },
        'from s_specification s join s_product p using (r) order by r, k',
      ),
    ),
  ];
}

/** The SQL form of `vatClassOf`. */
const vatClass = (type: string, period: string): string =>
  choose(
    [
      [`${type} = 'HARDWARE'`, `'HARDWARE'`],
      [
        `${type} in (${SOFTWARE_TYPES.map((word) => `'${word}'`).join()}) and ${period} = 'ONE_OFF'`,
        `'SOFTWARE'`,
      ],
    ],
    `'SERVICE'`,
  );

function specifications(): string {
  const column = (at: 0 | 1 | 2): string =>
    pick(
      SPECIFICATIONS.map((row) => row[at]),
      'k',
    );
  const factors = SPECIFICATIONS.map((row) => row[3]).join(', ');
  return staging(
    's_specification',
    `select p.r, k, ${uuidAt('p.created_at', 'specification', 'p.r * 10 + k')} as id, ${column(0)} as code, ${column(1)} as name,
      ${column(2)} as period,
      ${vatClass('p.product_type', column(2))} as vat_class, p.price * (array[${factors}])[1 + k] as price
    from s_product p, generate_series(0, ${SPECIFICATIONS.length - 1}) k`,
  );
}

/** SQL text: the product at a position of a partner's assortment. */
export const assorted = ({ sizes }: ScaleFacts, partner: string, place: string): string =>
  `(((${partner}) + (${place}) % ${sizes.assortment} * ${Math.floor(sizes.products / sizes.assortment)}) % ${sizes.products})`;
