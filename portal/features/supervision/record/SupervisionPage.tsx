import { getRouteApi } from '@tanstack/react-router';
import { createRequest } from 'urql';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import type { Prefetch } from '../../../lib/prefetch.ts';
import { BackToList } from '../../../list/BackToList.tsx';
import { PrintButton, PrintNote } from '../../../shell/PrintButton.tsx';
import { RecordGate } from '../../../shell/RecordGate.tsx';
import { RecordSkeleton } from '../../../shell/RecordSkeleton.tsx';
import { Page } from '../../../ui/layout/Page.tsx';
import { PageHead } from '../../../ui/layout/PageHead.tsx';
import styles from './Record.module.css';
import { SupervisionBadges, SupervisionFacts, useSupervisionTitle } from './SupervisionHead.tsx';
import { SupervisionRecord } from './SupervisionRecord.tsx';

const One = graphql(`
  query SupervisionPage($id: ID!) {
    supervision(by: { id: $id }) {
      id customerName productName
      ...SupervisionHead_supervision
      ...SupervisionRecord_supervision
    }
  }
`);
export const prefetch: Prefetch = ({ id }) => [createRequest(One, { id })];

const route = getRouteApi('/app/supervisions/$id');

/** One supervised delivery, for the partner that follows it, the seller and operations. */
export function SupervisionPage() {
  const t = useText();
  const { id } = route.useParams();
  const titleOf = useSupervisionTitle();
  return (
    <Page>
      <RecordGate
        prefix="spv"
        query={One}
        variables={{ id }}
        of={(data) => data.supervision}
        title={({ productName }) => productName}
        skeleton={<RecordSkeleton />}
      >
        {(supervision) => (
          <>
            <PageHead
              title={`${supervision.customerName} · ${titleOf(supervision)}`}
              crumbsLabel={t('ui.crumbs')}
              crumbs={[<BackToList key="list" name="supervisions" label="ui.nav.supervisions" />]}
              meta={<SupervisionBadges supervision={supervision} />}
              actions={<PrintButton />}
            />
            <p className={styles.facts}>
              <SupervisionFacts supervision={supervision} />
            </p>
            <SupervisionRecord supervision={supervision} />
            <PrintNote />
          </>
        )}
      </RecordGate>
    </Page>
  );
}
