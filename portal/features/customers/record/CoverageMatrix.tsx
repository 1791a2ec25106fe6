import Big from 'big.js';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import type { CoverageMatrix_ProductFragment } from '../../../gql/graphql.ts';
import { serverNow } from '../../../lib/clock.ts';
import { lastDay } from '../../../lib/dates.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { RouteLink } from '../../../shell/links.ts';
import { IconButton } from '../../../ui/actions/IconButton.tsx';
import { TwoLine } from '../../../ui/display/TwoLine.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import styles from './Coverage.module.css';
import { Ending, Months } from './CoverageCells.tsx';
import { monthsOf } from './coverage.ts';
import { renewalOf } from './tasks.tsx';

const Product = graphql(`
  fragment CoverageMatrix_product on ProductCoverage {
    productId productName sellerName group floorPayRate
    authorized { from until }
    discounted { from until }
    specifications { specificationId name discountId payRate netPrice { amount currency } soldThisYear { amount currency } }
    lapses { kind subjectId at isSoon }
    soldThisYear { amount currency }
  }
`);

type Covered = CoverageMatrix_ProductFragment;
type Price = { payRate: string; netPrice: string; several: boolean };

/** The lowest price in effect of a product's specifications; null at the list price. */
function priceOf({ specifications }: Covered): Price | null {
  const priced = specifications.flatMap(({ payRate, netPrice }) =>
    payRate && netPrice ? [{ payRate, netPrice: netPrice.amount }] : [],
  );
  const [lowest] = priced.toSorted((a, b) => new Big(a.netPrice).cmp(b.netPrice));
  return lowest ? { ...lowest, several: priced.length > 1 } : null;
}

export interface CoverageMatrixProps {
  customerId: string;
  products: readonly FragmentType<typeof Product>[];
  title: string;
  note?: string;
  actions?: ReactNode;
  /** Whether the viewer may offer a price now. */
  mayOffer: boolean;
}

/** Products by month: floor, price, cover of the next twelve months, next end and sales of the year. */
export function CoverageMatrix({ products, title, note, actions, ...of }: CoverageMatrixProps) {
  const t = useText();
  const format = useFormat();
  const now = serverNow();
  const rows = products.map((product) => readFragment(Product, product));
  const total = rows.reduce((sum, row) => sum.plus(row.soldThisYear.amount), new Big(0));
  const [first] = monthsOf({ discounted: [], authorized: [] }, now);
  const middle = monthsOf({ discounted: [], authorized: [] }, now)[6];
  return (
    <Card flush title={title} note={note} actions={actions}>
      <div className={styles.legend} aria-hidden="true">
        {(['discount', 'authorized', 'none'] as const).map((cell) => (
          <span key={cell}>
            <i data-cell={cell} />
            {t(`ui.coverage.cell.${cell}`)}
          </span>
        ))}
      </div>
      <table className={styles.matrix} aria-label={title}>
        <thead>
          <tr>
            <th scope="col">{t('ui.product')}</th>
            <th scope="col" className={styles.wide}>
              {t('ui.authorization.floorPayRate')}
            </th>
            <th scope="col" className="num">
              {t('ui.rate')}
            </th>
            <th scope="col" className={styles.wide}>
              {t('ui.coverage.net')}
            </th>
            <th scope="col" className={styles.months}>
              <span className={styles.scale}>
                <span>{first?.name.slice(2)}</span>
                <span>{middle?.name.slice(2)}</span>
              </span>
            </th>
            <th scope="col" className={styles.medium}>
              {t('ui.coverage.next')}
            </th>
            <th scope="col" className="num">
              {t('ui.coverage.soldThisYear')}
            </th>
            <td className={styles.act} />
          </tr>
        </thead>
        {rows.map((product) => (
          <ProductRows key={product.productId} product={product} now={now} {...of} />
        ))}
        <tfoot>
          <tr>
            <th scope="row">{t('ui.coverage.total', { count: rows.length })}</th>
            <td className={styles.wide} />
            <td />
            <td className={styles.wide} />
            <td className={styles.months} />
            <td className={styles.medium} />
            <td className="num">{format.amount(total.toFixed(2))}</td>
            <td className={styles.act} />
          </tr>
        </tfoot>
      </table>
    </Card>
  );
}

interface RowsProps extends Pick<CoverageMatrixProps, 'customerId' | 'mayOffer'> {
  product: Covered;
  now: number;
}

function ProductRows({ product, now, customerId, mayOffer }: RowsProps) {
  const t = useText();
  const format = useFormat();
  const [isOpen, setOpen] = useState(false);
  const price = priceOf(product);
  const { specifications, floorPayRate: floor } = product;
  const [lapse] = product.lapses;
  const grows = specifications.length > 1;
  const act = lapse?.isSoon ? (
    <RouteLink to={renewalOf(lapse)}>{t(`ui.record.lapse.${lapse.kind}.action`)}</RouteLink>
  ) : mayOffer && !price && floor ? (
    <RouteLink to="/discounts/new" search={{ customer: customerId }}>
      {t('ui.coverage.offer')}
    </RouteLink>
  ) : null;
  return (
    <tbody>
      <tr>
        <th scope="row">
          <span className={styles.name}>
            {grows ? (
              <IconButton
                size="sm"
                icon={isOpen ? ChevronDown : ChevronRight}
                label={t('ui.coverage.specifications', { product: product.productName })}
                aria-expanded={isOpen}
                onPress={() => setOpen(!isOpen)}
              />
            ) : (
              <span className={styles.noToggle} />
            )}
            <span>
              <TwoLine note={product.sellerName}>
                <RouteLink variant="quiet" to="/products/$id" params={{ id: product.productId }}>
                  {product.productName}
                </RouteLink>
              </TwoLine>
              {act && <span className={styles.actBelow}>{act}</span>}
            </span>
          </span>
        </th>
        <td className={styles.wide}>{floor ? format.fold(floor) : t('ui.none')}</td>
        <td className="num">
          {price ? <strong>{format.fold(price.payRate)}</strong> : <ListPrice />}
        </td>
        <td className={styles.wide}>
          {price
            ? price.several
              ? t('ui.coverage.priceFrom', { price: format.amount(price.netPrice) })
              : format.amount(price.netPrice)
            : t('ui.none')}
        </td>
        <td className={styles.months}>
          <Months months={monthsOf(product, now)} />
        </td>
        <td className={styles.medium}>
          {lapse && <Ending lapse={lapse} day={lastDay(lapse.at)} />}
        </td>
        <td className="num">{format.amount(product.soldThisYear.amount)}</td>
        <td className={styles.act}>{act}</td>
      </tr>
      {isOpen &&
        specifications.map((one) => (
          <tr key={one.specificationId} className={styles.specification}>
            <td>{one.name}</td>
            <td className={styles.wide} />
            <td className="num">{one.payRate ? format.fold(one.payRate) : <ListPrice />}</td>
            <td className={styles.wide}>
              {one.netPrice ? format.amount(one.netPrice.amount) : t('ui.none')}
            </td>
            <td className={styles.months} />
            <td className={styles.medium} />
            <td className="num">{format.amount(one.soldThisYear.amount)}</td>
            <td className={styles.act} />
          </tr>
        ))}
    </tbody>
  );
}

function ListPrice() {
  const t = useText();
  return <span className="muted">{t('ui.rate.full.fold')}</span>;
}
