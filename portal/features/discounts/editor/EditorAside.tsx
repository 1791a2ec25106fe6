import { Term } from '../../../domain/Term.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { shareOf } from '../../../lib/rate.ts';
import { useSession } from '../../../lib/session.ts';
import { Badge } from '../../../ui/display/Badge.tsx';
import { DescriptionList } from '../../../ui/display/DescriptionList.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { OfferBox } from '../offer/OfferPreview.tsx';
import styles from './Editor.module.css';

const Quote = graphql(`
  fragment EditorAside_quote on ExclusiveDiscountQuote {
    customerBound reviewer nextReviewer reviewDueAt
    shareRatio
    estimatedShare { amount currency }
    listTotal { amount currency }
    netTotal { amount currency }
    savings { amount currency }
    lines { specificationId specificationName listPrice { amount currency } netPrice { amount currency } }
    userErrors { code }
  }
`);
const Product = graphql(`
  fragment EditorAside_product on Product { name seller { id name } }
`);

export interface EditorAsideProps {
  quote: FragmentType<typeof Quote> | null | undefined;
  product: FragmentType<typeof Product> | null | undefined;
  loading: boolean;
  name: string;
  special: boolean;
}

/** Totals, reviewer and the customer's preview of the typed prices. */
export function EditorAside({ quote, product, loading, name, special }: EditorAsideProps) {
  const t = useText();
  const format = useFormat();
  const { org } = useSession();
  const q = readFragment(Quote, quote);
  const p = readFragment(Product, product);
  if (!q?.netTotal || !q.listTotal || !q.savings)
    return (
      <Card title={t('ui.summary')}>
        {q?.userErrors.some(({ code }) => code === 'SKU_NOT_AUTHORIZED') ? (
          <Banner tone="bad">{t('error.SKU_NOT_AUTHORIZED')}</Banner>
        ) : loading ? (
          <Skeleton lines={4} height={16} />
        ) : (
          <p className="muted">{t('ui.discount.noQuote')}</p>
        )}
      </Card>
    );
  const items = [
    { id: 'list', label: t('ui.discount.listTotal'), value: format.money(q.listTotal) },
    {
      id: 'savings',
      label: t('ui.discount.savings'),
      value: format.money({ ...q.savings, amount: `-${q.savings.amount}` }),
    },
    {
      id: 'net',
      label: <strong>{t('ui.discount.netTotal')}</strong>,
      value: <strong>{format.money(q.netTotal)}</strong>,
    },
    {
      id: 'rate',
      label: t('ui.discount.overall'),
      value: format.payRate(shareOf(q.netTotal.amount, q.listTotal.amount)),
    },
    ...(q.shareRatio && q.estimatedShare
      ? [
          {
            id: 'share',
            label: (
              <Term of="share">
                {t('ui.discount.estimatedShare', { share: format.percent(q.shareRatio) })}
              </Term>
            ),
            value: format.money(q.estimatedShare),
          },
        ]
      : []),
  ];
  return (
    <>
      <div aria-busy={loading} data-stale={loading ? '' : undefined} className={styles.sums}>
        <Card title={t('ui.summary')} note={t('ui.discount.sumNote')}>
          <div className="stack">
            <DescriptionList variant="sum" items={items} />
            {q.estimatedShare && <p className="note">{t('ui.discount.estimateNote')}</p>}
          </div>
        </Card>
      </div>
      {!q.customerBound && <Banner tone="bad">{t('error.CUSTOMER_NOT_BOUND')}</Banner>}
      <Card title={t('ui.discount.review')}>
        <div className="stack">
          {q.reviewer && (
            <span>
              <Badge tone={special ? 'waiting' : 'review'}>
                {t.enum('ExclusiveDiscountReviewer', q.reviewer)}
              </Badge>
            </span>
          )}
          <p>{t.maybe(`ui.discount.reviewer.${q.reviewer}`, { seller: p?.seller.name ?? '' })}</p>
          {q.nextReviewer && <p>{t('ui.discount.thenSeller')}</p>}
          {q.reviewDueAt && (
            <p className="note">
              {t('ui.discount.reviewBy', { time: format.dateTime(q.reviewDueAt) })}
            </p>
          )}
        </div>
      </Card>
      <Card title={t('ui.discount.customerView')}>
        <OfferBox
          partner={org.name}
          title={name || (p?.name ?? '')}
          prices={q.lines.map(({ specificationId, specificationName, listPrice, netPrice }) => ({
            id: specificationId,
            specificationName,
            list: listPrice,
            net: netPrice,
          }))}
        />
      </Card>
    </>
  );
}
