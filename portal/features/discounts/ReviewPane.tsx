import { ArrowLeft, Check, X } from 'lucide-react';
import { useQuery } from 'urql';
import { useActions } from '../../domain/ActionButtons.tsx';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { shareOf } from '../../lib/rate.ts';
import { recordResult } from '../../lib/record.ts';
import { RouteLink } from '../../shell/links.ts';
import { NotFound } from '../../shell/NotFound.tsx';
import { QueryGate } from '../../shell/QueryGate.tsx';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { DiscountFacts } from './DiscountFacts.tsx';
import { DiscountLines } from './DiscountLines.tsx';
import { DiscountNotices } from './DiscountNotices.tsx';
import styles from './Review.module.css';
import { ReviewChecks } from './ReviewChecks.tsx';
import { ReviewMargin } from './ReviewMargin.tsx';

const Case = graphql(`
  query ReviewPane($id: ID!) {
    exclusiveDiscount(by: { id: $id }) { id ...ReviewPane_discount }
  }
`);
const Discount = graphql(`
  fragment ReviewPane_discount on ExclusiveDiscount {
    id number customerName submittedAt
    listTotal { amount currency }
    netTotal { amount currency }
    partner { id name tier }
    ...ActionButtons_actionable
    ...DiscountNotices_discount
    ...DiscountLines_discount
    ...ReviewMargin_discount
    ...ReviewChecks_discount
    ...DiscountFacts_discount
  }
`);

export interface ReviewPaneProps {
  id: string;
  /** An approval is waiting out its cancel window. */
  decided: boolean;
  onApprove: () => void;
  onReject: () => void;
  onBack: () => void;
}

/** One case: who asks for what, what it costs, what the rules say, and the two decisions. */
export function ReviewPane({ id, ...decisions }: ReviewPaneProps) {
  const [result, reload] = useQuery({
    query: Case,
    variables: { id },
    requestPolicy: 'cache-and-network',
  });
  return (
    <div className={styles.pane}>
      <QueryGate
        result={recordResult(result, result.data?.exclusiveDiscount)}
        retry={() => reload({ requestPolicy: 'network-only' })}
        skeleton={
          <Card>
            <Skeleton lines={10} height={24} />
          </Card>
        }
      >
        {({ exclusiveDiscount }) =>
          exclusiveDiscount ? (
            <ReviewCase discount={exclusiveDiscount} {...decisions} />
          ) : (
            <NotFound />
          )
        }
      </QueryGate>
    </div>
  );
}

function ReviewCase({
  discount,
  decided,
  onApprove,
  onReject,
  onBack,
}: Omit<ReviewPaneProps, 'id'> & { discount: FragmentType<typeof Discount> }) {
  const t = useText();
  const format = useFormat();
  const d = readFragment(Discount, discount);
  const actionOf = useActions(d);
  const approve = actionOf('approve');
  const reject = actionOf('reject');
  return (
    <>
      <header className={styles.paneHead}>
        <span className={styles.back}>
          <IconButton icon={ArrowLeft} label={t('ui.back')} onPress={onBack} />
        </span>
        <div className={styles.about}>
          <div className={styles.facts}>
            <RouteLink to="/discounts/$id" params={{ id: d.id }}>
              {d.number}
            </RouteLink>
            <span>
              {d.partner.name} · {t.enum('PartnerTier', d.partner.tier)}
            </span>
            {d.submittedAt && (
              <span>{t('ui.review.submittedAt', { time: format.dateTime(d.submittedAt) })}</span>
            )}
          </div>
          <h2 className={styles.title}>
            {d.customerName} · {format.shortRate(shareOf(d.netTotal.amount, d.listTotal.amount))}
          </h2>
        </div>
        <div className="row">
          {reject && (
            <Button
              icon={X}
              variant="danger"
              isDisabled={decided}
              disabledReason={reject.disabledReason}
              onPress={onReject}
            >
              {t('ui.review.reject')} <Kbd>R</Kbd>
            </Button>
          )}
          {approve && (
            <Button
              icon={Check}
              variant="primary"
              isDisabled={decided}
              disabledReason={approve.disabledReason}
              onPress={onApprove}
            >
              {t('ui.review.approve')} <Kbd>A</Kbd>
            </Button>
          )}
        </div>
      </header>
      <DiscountNotices discount={d} />
      <DiscountLines discount={d} />
      <div className={styles.cards}>
        <ReviewMargin discount={d} />
        <ReviewChecks discount={d} />
      </div>
      <DiscountFacts discount={d} />
    </>
  );
}
