import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { RouteLink } from '../../../shell/links.ts';
import { Badge } from '../../../ui/display/Badge.tsx';
import { FactStrip } from '../../../ui/display/FactStrip.tsx';
import { CLASSES, TONES } from './classes.ts';

const Part = graphql(`
  fragment Reconciliation_part on DifferenceConnection {
    count { value isExact }
    totals { gap { amount currency } }
  }
`);
const Figures = graphql(`
  fragment Reconciliation_query on Query {
    MISSING_HERE: differences(first: 1, filter: { status: [OPEN], differenceClass: [MISSING_HERE] }) {
      ...Reconciliation_part
    }
    MISSING_THERE: differences(first: 1, filter: { status: [OPEN], differenceClass: [MISSING_THERE] }) {
      ...Reconciliation_part
    }
    AMOUNT: differences(first: 1, filter: { status: [OPEN], differenceClass: [AMOUNT] }) {
      ...Reconciliation_part
    }
    RATE: differences(first: 1, filter: { status: [OPEN], differenceClass: [RATE] }) {
      ...Reconciliation_part
    }
    DUPLICATE: differences(first: 1, filter: { status: [OPEN], differenceClass: [DUPLICATE] }) {
      ...Reconciliation_part
    }
    TIMING: differences(first: 1, filter: { status: [OPEN], differenceClass: [TIMING] }) {
      ...Reconciliation_part
    }
  }
`);

/** The open differences of each class of the reconciliation. Each figure opens its rows. */
export function Reconciliation({ query }: { query: FragmentType<typeof Figures> }) {
  const t = useText();
  const format = useFormat();
  const figures = readFragment(Figures, query);
  const facts = CLASSES.flatMap((id) => {
    const { count, totals } = readFragment(Part, figures[id]);
    if (count.value === 0) return [];
    const label = t.enum('DifferenceClass', id);
    const number = format.count(count);
    return [
      {
        id,
        label: <Badge tone={TONES[id]}>{label}</Badge>,
        value: (
          <RouteLink
            to="/upstream/reconciliation"
            search={{ differenceClass: id }}
            aria-label={`${label} ${number}`}
          >
            {number}
          </RouteLink>
        ),
        note: t('ui.reconciliation.gap', { amount: format.amount(totals.gap.amount) }),
      },
    ];
  });
  if (facts.length === 0) return null;
  return (
    <FactStrip
      title={t('ui.reconciliation.title')}
      note={t('ui.reconciliation.lead')}
      facts={facts}
    />
  );
}
