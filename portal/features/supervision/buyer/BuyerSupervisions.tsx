import { PackageCheck } from 'lucide-react';
import { useQuery } from 'urql';
import { BuyerRow } from '../../../domain/buyer/BuyerRow.tsx';
import { useBuyerView } from '../../../domain/buyer/useBuyerView.ts';
import { DeadlineBadge } from '../../../domain/DeadlineBadge.tsx';
import { StateBadge } from '../../../domain/StateBadge.tsx';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { QueryGate } from '../../../shell/QueryGate.tsx';
import { RecordGate } from '../../../shell/RecordGate.tsx';
import { Button } from '../../../ui/actions/Button.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { PageHead } from '../../../ui/layout/PageHead.tsx';
import styles from '../record/Record.module.css';
import {
  SupervisionBadges,
  SupervisionFacts,
  useSupervisionTitle,
} from '../record/SupervisionHead.tsx';
import { SupervisionRecord } from '../record/SupervisionRecord.tsx';

// The session of a link sees the customer's deliveries with the partner of the link.
const Supervisions = graphql(`
  query BuyerSupervisions {
    supervisions(first: 50, orderBy: { field: CREATED, direction: DESC }) {
      nodes {
        id productName orderNumber status actsSide dueAt
        seller { id name }
        dealPrice { amount currency }
      }
    }
  }
`);
const One = graphql(`
  query BuyerSupervisions_one($id: ID!) {
    supervision(by: { id: $id }) {
      id orderNumber productName
      order { id }
      ...SupervisionHead_supervision
      ...SupervisionRecord_supervision
    }
  }
`);

const skeleton = (
  <Card>
    <Skeleton lines={8} height={20} />
  </Card>
);

/** 服务监管: the customer's deliveries, those that wait for it first; or one of them. */
export function BuyerSupervisions({ open }: { open?: string }) {
  return open ? <OneSupervision id={open} /> : <OwnSupervisions />;
}

function OwnSupervisions() {
  const t = useText();
  const format = useFormat();
  const { go } = useBuyerView();
  const [result, reload] = useQuery({ query: Supervisions, requestPolicy: 'cache-and-network' });
  return (
    <QueryGate result={result} retry={reload} skeleton={skeleton}>
      {({ supervisions: { nodes } }) => {
        const isMine = (one: (typeof nodes)[number]) => one.actsSide === 'CUSTOMER';
        const rows = [...nodes.filter(isMine), ...nodes.filter((one) => !isMine(one))];
        return (
          <>
            <h1>{t('ui.nav.supervisions')}</h1>
            <Card flush>
              {rows.length === 0 && (
                <EmptyState icon={PackageCheck} title={t('ui.supervisions.empty')}>
                  {t('ui.supervisions.emptyText')}
                </EmptyState>
              )}
              <ul>
                {rows.map((row) => (
                  <BuyerRow
                    key={row.id}
                    title={row.productName}
                    note={[row.orderNumber, row.seller.name, format.money(row.dealPrice)].join(
                      ' · ',
                    )}
                    onOpen={() => go('supervisions', row.id)}
                  >
                    {isMine(row) && (
                      <strong className="t-waiting">{t('ui.supervision.yourTurn')}</strong>
                    )}
                    {isMine(row) && row.dueAt && (
                      <DeadlineBadge deadline={{ dueAt: row.dueAt }} told />
                    )}
                    <StateBadge type="SupervisionStatus" value={row.status} />
                  </BuyerRow>
                ))}
              </ul>
            </Card>
          </>
        );
      }}
    </QueryGate>
  );
}

function OneSupervision({ id }: { id: string }) {
  const t = useText();
  const { go } = useBuyerView();
  const titleOf = useSupervisionTitle();
  return (
    <RecordGate
      prefix="spv"
      query={One}
      variables={{ id }}
      of={(data) => data.supervision}
      title={({ productName }) => productName}
      skeleton={skeleton}
    >
      {(supervision) => (
        <>
          <PageHead
            title={titleOf(supervision)}
            crumbsLabel={t('ui.crumbs')}
            crumbs={[
              <Button key="list" size="sm" variant="ghost" onPress={() => go('supervisions')}>
                {t('ui.nav.supervisions')}
              </Button>,
            ]}
            meta={<SupervisionBadges supervision={supervision} />}
          />
          <p className={styles.facts}>
            <SupervisionFacts
              supervision={supervision}
              order={
                <Button
                  size="sm"
                  variant="ghost"
                  onPress={() => go('orders', supervision.order.id)}
                >
                  {supervision.orderNumber}
                </Button>
              }
            />
          </p>
          <SupervisionRecord supervision={supervision} />
        </>
      )}
    </RecordGate>
  );
}
