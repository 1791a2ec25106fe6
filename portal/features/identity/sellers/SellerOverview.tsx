import { RecordRecent } from '../../../domain/record/RecordRecent.tsx';
import { RecordTasks } from '../../../domain/record/RecordTasks.tsx';
import type { RecordTask } from '../../../domain/record/task.ts';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { Columns } from '../../../ui/layout/Page.tsx';
import { SellerFigures, type SellerFiguresProps } from './SellerFigures.tsx';
import { SellerRegistration } from './SellerRegistration.tsx';

const Seller = graphql(`
  fragment SellerOverview_organization on Organization {
    id
    ...SellerRegistration_organization
    notes(first: 50) { ...RecordTimeline_notes }
  }
`);
const Query = graphql(`
  fragment SellerOverview_query on Query {
    recentActivities(first: 50, filter: { sellerId: [$id] }) { ...RecordRecent_activities }
    ...RecordTimeline_people
  }
`);

export interface SellerOverviewProps {
  seller: FragmentType<typeof Seller>;
  query: FragmentType<typeof Query>;
  figures: SellerFiguresProps['query'];
  tasks: readonly RecordTask[];
}

/** Figures, open tasks, registration and history of a seller. */
export function SellerOverview({ seller, query, figures, tasks }: SellerOverviewProps) {
  const s = readFragment(Seller, seller);
  const q = readFragment(Query, query);
  return (
    <div className="stack">
      <SellerFigures id={s.id} query={figures} />
      <Columns aside={<SellerRegistration seller={s} />}>
        <RecordTasks tasks={tasks} />
        <RecordRecent
          subject={{ organizationId: s.id }}
          notes={s.notes}
          activities={q.recentActivities}
          people={q}
        />
      </Columns>
    </div>
  );
}
