import { RecordRecent } from '../../../domain/record/RecordRecent.tsx';
import { RecordTasks } from '../../../domain/record/RecordTasks.tsx';
import type { RecordTask } from '../../../domain/record/task.ts';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { DescriptionList } from '../../../ui/display/DescriptionList.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { Columns } from '../../../ui/layout/Page.tsx';
import { SellerFigures, type SellerFiguresProps } from './SellerFigures.tsx';

const Seller = graphql(`
  fragment SellerOverview_organization on Organization {
    id nameEn code kind createdAt
    members(first: 1) { count { value isExact } }
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
  const t = useText();
  const format = useFormat();
  const s = readFragment(Seller, seller);
  const q = readFragment(Query, query);
  const { count: members } = s.members;
  const facts = (
    <Card title={t('ui.seller.registration')}>
      <DescriptionList
        items={[
          ...(s.nameEn
            ? [{ id: 'nameEn', label: t('ui.organization.nameEn'), value: s.nameEn }]
            : []),
          {
            id: 'code',
            label: t('ui.organization.code'),
            value: <span className="mono">{s.code}</span>,
          },
          { id: 'created', label: t('ui.createdAt'), value: format.date(s.createdAt) },
          // Only its own members and operators see them.
          ...(members.value > 0
            ? [
                {
                  id: 'members',
                  label: t('ui.organization.members'),
                  value: format.count(members),
                },
              ]
            : []),
        ]}
      />
    </Card>
  );
  return (
    <div className="stack">
      <SellerFigures id={s.id} query={figures} />
      <Columns aside={facts}>
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
