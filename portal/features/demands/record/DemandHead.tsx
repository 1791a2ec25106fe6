import { DeadlineBadge } from '../../../domain/DeadlineBadge.tsx';
import { RecordHead } from '../../../domain/record/RecordHead.tsx';
import { StateBadge } from '../../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { BackToList } from '../../../list/BackToList.tsx';
import { useNeighbours } from '../../../list/Neighbours.tsx';
import { DemandActions } from './DemandActions.tsx';

const Demand = graphql(`
  fragment DemandHead_demand on CustomerDemand {
    id number status dueAt customerName productName
    ...DemandActions_demand
  }
`);

/** Head of a demand: its place in the list, its state and its clock. */
export function DemandHead({ demand }: { demand: FragmentType<typeof Demand> }) {
  const d = readFragment(Demand, demand);
  const neighbours = useNeighbours({ list: 'demands', id: d.id, to: '/demands/$id' });
  return (
    <RecordHead
      title={`${d.customerName} · ${d.productName}`}
      crumbs={[
        <BackToList key="list" name="demands" label="ui.nav.demands" />,
        <span key="number">{d.number}</span>,
      ]}
      neighbours={neighbours}
      meta={
        <>
          <StateBadge type="CustomerDemandStatus" value={d.status} />
          {d.dueAt && <DeadlineBadge deadline={{ dueAt: d.dueAt }} />}
        </>
      }
      actions={<DemandActions demand={d} />}
    />
  );
}
