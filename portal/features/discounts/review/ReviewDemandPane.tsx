import { useActions } from '../../../domain/ActionButtons.tsx';
import { DemandClock } from '../../../domain/demand/DemandClock.tsx';
import { RatioScale } from '../../../domain/demand/RatioScale.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { RouteLink } from '../../../shell/links.ts';
import { Card } from '../../../ui/layout/Card.tsx';
import styles from './Review.module.css';
import { ReviewGate } from './ReviewGate.tsx';
import { type Decisions, ReviewHead } from './ReviewHead.tsx';
import { ReviewHistory } from './ReviewHistory.tsx';

export const DemandCase = graphql(`
  query ReviewDemandPane($id: ID!) {
    customerDemand(by: { id: $id }) { id ...ReviewDemandPane_demand }
  }
`);
const Demand = graphql(`
  fragment ReviewDemandPane_demand on CustomerDemand {
    id number customerName productName requirement submittedAt expectedShareRatio maxShareRatio
    expectedAmount { amount currency }
    partner { id name tier }
    product { id standardShareRatio }
    ...ActionButtons_actionable
    ...DemandClock_demand
  }
`);

/** A demand to receive: partner, clock, expected share against the product's, and the two answers. */
export function ReviewDemandPane({ id, ...decisions }: Decisions & { id: string }) {
  return (
    <ReviewGate id={id} prefix="dmd" query={DemandCase} of={(data) => data.customerDemand}>
      {(demand) => <ReviewedDemand demand={demand} decisions={decisions} />}
    </ReviewGate>
  );
}

interface ReviewedDemandProps {
  demand: FragmentType<typeof Demand>;
  decisions: Decisions;
}

function ReviewedDemand({ demand, decisions }: ReviewedDemandProps) {
  const t = useText();
  const format = useFormat();
  const d = readFragment(Demand, demand);
  const actionOf = useActions(d);
  return (
    <>
      <ReviewHead
        decisions={decisions}
        approve={actionOf('receive')}
        approveLabel={t('ui.demand.receive')}
        reject={actionOf('reject')}
        title={`${d.customerName} · ${d.productName}`}
        facts={
          <>
            <RouteLink to="/demands/$id" params={{ id: d.id }}>
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
      <DemandClock demand={d} />
      <div className={styles.cards}>
        <div className="stack">
          <Card title={t('ui.demand.ratio')}>
            <RatioScale
              expected={d.expectedShareRatio}
              standard={d.product?.standardShareRatio}
              maximum={d.maxShareRatio}
            />
          </Card>
          <Card
            title={t('ui.demand.requirement')}
            note={d.expectedAmount ? format.money(d.expectedAmount) : undefined}
          >
            <p className={styles.reason}>{d.requirement}</p>
          </Card>
        </div>
        <ReviewHistory partnerId={d.partner.id} />
      </div>
    </>
  );
}
