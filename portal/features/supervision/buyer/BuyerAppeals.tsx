import { useQuery } from 'urql';
import { BuyerRow } from '../../../domain/buyer/BuyerRow.tsx';
import { useBuyerView } from '../../../domain/buyer/useBuyerView.ts';
import { StateBadge } from '../../../domain/StateBadge.tsx';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { QueryGate } from '../../../shell/QueryGate.tsx';
import { RecordGate } from '../../../shell/RecordGate.tsx';
import { Button } from '../../../ui/actions/Button.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { PageHead } from '../../../ui/layout/PageHead.tsx';
import { AppealActions } from '../appeals/AppealActions.tsx';
import {
  AppealBadges,
  AppealFacts,
  AppealRecord,
  useAppealTitle,
} from '../appeals/AppealRecord.tsx';
import styles from '../record/Record.module.css';

const Appeals = graphql(`
  query BuyerAppeals {
    appeals(first: 50) { nodes { id number productName orderNumber status category openedBy } }
  }
`);
const One = graphql(`
  query BuyerAppeals_one($id: ID!) {
    appeal(by: { id: $id }) { id number ...AppealRecord_appeal ...AppealActions_appeal }
  }
`);

const skeleton = (
  <Card>
    <Skeleton lines={6} height={20} />
  </Card>
);

/** 申诉: appeals of the customer and of its sellers, or one of them. */
export function BuyerAppeals({ open }: { open?: string }) {
  return open ? <OneAppeal id={open} /> : <OwnAppeals />;
}

function OwnAppeals() {
  const t = useText();
  const { go } = useBuyerView();
  const [result, reload] = useQuery({ query: Appeals, requestPolicy: 'cache-and-network' });
  return (
    <QueryGate result={result} retry={reload} skeleton={skeleton}>
      {({ appeals: { nodes } }) => (
        <>
          <h1>{t('ui.buyer.appeals')}</h1>
          <Card flush>
            {nodes.length === 0 && (
              <EmptyState title={t('ui.appeal.none')}>{t('ui.buyer.appealsHow')}</EmptyState>
            )}
            <ul>
              {nodes.map((row) => (
                <BuyerRow
                  key={row.id}
                  title={row.productName}
                  note={[
                    row.number,
                    t.enum('AppealSide', row.openedBy),
                    t.enum('AppealCategory', row.category),
                  ].join(' · ')}
                  onOpen={() => go('appeals', row.id)}
                >
                  <StateBadge type="AppealStatus" value={row.status} />
                </BuyerRow>
              ))}
            </ul>
          </Card>
        </>
      )}
    </QueryGate>
  );
}

function OneAppeal({ id }: { id: string }) {
  const t = useText();
  const { go } = useBuyerView();
  const titleOf = useAppealTitle();
  return (
    <RecordGate
      prefix="apl"
      query={One}
      variables={{ id }}
      of={(data) => data.appeal}
      title={({ number }) => number}
      skeleton={skeleton}
    >
      {(appeal) => (
        <>
          <PageHead
            title={titleOf(appeal)}
            crumbsLabel={t('ui.crumbs')}
            crumbs={[
              <Button key="list" size="sm" variant="ghost" onPress={() => go('appeals')}>
                {t('ui.buyer.appeals')}
              </Button>,
            ]}
            meta={<AppealBadges appeal={appeal} />}
            actions={<AppealActions appeal={appeal} />}
          />
          <p className={styles.facts}>
            <AppealFacts
              appeal={appeal}
              order={(order, number) => (
                <Button size="sm" variant="ghost" onPress={() => go('orders', order)}>
                  {number}
                </Button>
              )}
            />
          </p>
          <AppealRecord appeal={appeal} />
        </>
      )}
    </RecordGate>
  );
}
