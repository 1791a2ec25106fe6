import { useActions } from '../../../domain/ActionButtons.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { shareOf } from '../../../lib/rate.ts';
import { RouteLink } from '../../../shell/links.ts';
import { Card } from '../../../ui/layout/Card.tsx';
import { DiscountFacts } from '../record/DiscountFacts.tsx';
import { DiscountLines } from '../record/DiscountLines.tsx';
import { DiscountNotices } from '../record/DiscountNotices.tsx';
import { DiscountThread } from '../record/DiscountThread.tsx';
import styles from './Review.module.css';
import { ReviewChecks } from './ReviewChecks.tsx';
import { ReviewGate } from './ReviewGate.tsx';
import { type Decisions, ReviewHead } from './ReviewHead.tsx';
import { ReviewHistory } from './ReviewHistory.tsx';
import { ReviewMargin } from './ReviewMargin.tsx';

export const DiscountCase = graphql(`
  query ReviewPane($id: ID!) {
    exclusiveDiscount(by: { id: $id }) { id ...ReviewPane_discount }
  }
`);
const Discount = graphql(`
  fragment ReviewPane_discount on ExclusiveDiscount {
    id number customerName submittedAt justification
    listTotal { amount currency }
    netTotal { amount currency }
    partner { id name tier }
    ...ActionButtons_actionable
    ...DiscountNotices_discount
    ...DiscountLines_discount
    ...ReviewMargin_discount
    ...ReviewChecks_discount
    ...DiscountFacts_discount
    ...DiscountThread_discount
  }
`);

/** A discount in review: requester, price impact, checks and decisions. */
export function ReviewPane({ id, ...decisions }: Decisions & { id: string }) {
  return (
    <ReviewGate id={id} prefix="dsc" query={DiscountCase} of={(data) => data.exclusiveDiscount}>
      {(discount) => <ReviewedDiscount discount={discount} decisions={decisions} />}
    </ReviewGate>
  );
}

function ReviewedDiscount({
  discount,
  decisions,
}: {
  discount: FragmentType<typeof Discount>;
  decisions: Decisions;
}) {
  const t = useText();
  const format = useFormat();
  const d = readFragment(Discount, discount);
  const actionOf = useActions(d);
  return (
    <>
      <ReviewHead
        decisions={decisions}
        approve={actionOf('approve')}
        reject={actionOf('reject')}
        title={`${d.customerName} · ${format.shortRate(shareOf(d.netTotal.amount, d.listTotal.amount))}`}
        facts={
          <>
            <RouteLink to="/discounts/$id" params={{ id: d.id }}>
              {d.number}
            </RouteLink>
            <span>
              {d.partner.name} · {t.enum('PartnerTier', d.partner.tier)}
            </span>
            {d.submittedAt && (
              <span>{t('ui.review.submittedAt', { time: format.dateTime(d.submittedAt) })}</span>
            )}
          </>
        }
      />
      {d.justification && (
        <Card title={t('ui.discount.fact.justification')} note={d.partner.name}>
          <p className={styles.reason}>{d.justification}</p>
        </Card>
      )}
      <DiscountNotices discount={d} />
      <DiscountLines discount={d} />
      <div className={styles.cards}>
        <ReviewMargin discount={d} />
        <div className="stack">
          <ReviewChecks discount={d} />
          <ReviewHistory partnerId={d.partner.id} />
        </div>
      </div>
      <DiscountThread discount={d} />
      <DiscountFacts discount={d} />
    </>
  );
}
