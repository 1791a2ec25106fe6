import Big from 'big.js';
import { useActions } from '../../../domain/ActionButtons.tsx';
import { JointFacts } from '../../../domain/authorization/JointFacts.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { RouteButton } from '../../../shell/links.ts';
import { type Check, CheckList } from '../../../ui/display/CheckList.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import styles from './Review.module.css';
import { ReviewGate } from './ReviewGate.tsx';
import { type Decisions, ReviewHead } from './ReviewHead.tsx';
import { ReviewHistory } from './ReviewHistory.tsx';

export const RequestCase = graphql(`
  query ReviewRequestPane($id: ID!) {
    jointSalesAuthorization(by: { id: $id }) { id ...ReviewRequestPane_request }
  }
`);
const Request = graphql(`
  fragment ReviewRequestPane_request on JointSalesAuthorization {
    id productName customerName partnerName shareRatio maxShareRatio floorPayRate requestedAt
    partner { id tier }
    product { id status standardShareRatio floorPayRate }
    ...ActionButtons_actionable
    ...JointFacts_authorization
  }
`);

/** A request for joint sales: requester, terms compared with the product's, and the two answers. */
export function ReviewRequestPane({ id, ...decisions }: Decisions & { id: string }) {
  return (
    <ReviewGate
      id={id}
      prefix="jsa"
      query={RequestCase}
      of={(data) => data.jointSalesAuthorization}
    >
      {(request) => <ReviewedRequest request={request} decisions={decisions} />}
    </ReviewGate>
  );
}

interface ReviewedRequestProps {
  request: FragmentType<typeof Request>;
  decisions: Decisions;
}

function ReviewedRequest({ request, decisions }: ReviewedRequestProps) {
  const t = useText();
  const format = useFormat();
  const r = readFragment(Request, request);
  const actionOf = useActions(r);
  const customer = r.customerName ?? t('ui.authorization.allCustomers');
  return (
    <>
      <ReviewHead
        decisions={decisions}
        approve={actionOf('grant')}
        reject={actionOf('refuse')}
        more={
          actionOf('grant')?.enabled && (
            <RouteButton to="/authorizations/joint" search={{ open: r.id }}>
              {t('ui.review.otherTerms')}
            </RouteButton>
          )
        }
        title={`${customer} · ${t('ui.review.share', { share: format.percent(r.shareRatio) })}`}
        facts={
          <>
            <span>{t('ui.review.request')}</span>
            <span>
              {r.partnerName}
              {r.partner && ` · ${t.enum('PartnerTier', r.partner.tier)}`}
            </span>
            {r.requestedAt && (
              <span>{t('ui.review.submittedAt', { time: format.dateTime(r.requestedAt) })}</span>
            )}
          </>
        }
      />
      <Card title={r.productName}>
        <JointFacts authorization={r} />
      </Card>
      <div className={styles.cards}>
        <RequestChecks request={r} />
        {r.partner && <ReviewHistory partnerId={r.partner.id} />}
      </div>
    </>
  );
}

interface Terms {
  shareRatio: string;
  maxShareRatio: string;
  floorPayRate: string;
  product?: {
    status: string;
    standardShareRatio: string | null;
    floorPayRate: string | null;
  } | null;
}

/** Requested and default terms side by side. */
function RequestChecks({ request }: { request: Terms }) {
  const t = useText();
  const format = useFormat();
  const { shareRatio, maxShareRatio, floorPayRate, product } = request;
  const compared = (requested: string, limit: string): string =>
    `${format.percent(requested)} ${new Big(requested).lte(limit) ? '≤' : '>'} ${format.percent(limit)}`;
  const share = new Big(shareRatio);
  const usual = product?.standardShareRatio ?? maxShareRatio;
  const isAboveUsual = share.gt(usual);
  const productFloor = product?.floorPayRate ?? floorPayRate;
  const checks: Check[] = [
    {
      id: 'share',
      state: share.gt(maxShareRatio) ? 'bad' : isAboveUsual ? 'waiting' : 'good',
      text: t(isAboveUsual ? 'ui.review.check.shareAboveStandard' : 'ui.review.check.share'),
      note: compared(shareRatio, usual),
    },
    ...(product
      ? ([
          {
            id: 'floor',
            state: new Big(floorPayRate).gte(productFloor) ? 'good' : 'waiting',
            text: t('ui.review.check.floorAsked'),
            note: `${format.percent(floorPayRate)} / ${format.percent(productFloor)}`,
          },
          {
            id: 'sale',
            state: product.status === 'DELISTED' ? 'bad' : 'good',
            text: t(
              product.status === 'DELISTED' ? 'ui.review.check.delisted' : 'ui.review.check.onSale',
            ),
            note: '',
          },
        ] satisfies Check[])
      : []),
  ];
  return (
    <Card title={t('ui.review.checks')}>
      <CheckList checks={checks} />
    </Card>
  );
}
