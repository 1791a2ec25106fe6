import { DeadlineBadge } from '../../../domain/DeadlineBadge.tsx';
import { StateBadge } from '../../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { RouteLink } from '../../../shell/links.ts';
import { Card } from '../../../ui/layout/Card.tsx';
import styles from './Record.module.css';

const Order = graphql(`
  fragment OrderDeliveries_order on Order {
    id
    supervisions(first: 20) { nodes { id productName template status actsSide dueAt } }
  }
`);

/** Supervised deliveries of the order, with the side in turn and its clock. */
export function OrderDeliveries({ order }: { order: FragmentType<typeof Order> }) {
  const t = useText();
  const { nodes } = readFragment(Order, order).supervisions;
  if (nodes.length === 0) return null;
  return (
    <Card title={t('ui.nav.supervisions')}>
      <ul className={styles.rows}>
        {nodes.map((one) => (
          <li key={one.id}>
            <span className={styles.line}>
              <RouteLink to="/supervisions/$id" params={{ id: one.id }}>
                {one.productName}
              </RouteLink>
              <StateBadge type="SupervisionStatus" value={one.status} />
            </span>
            <span className={styles.line}>
              <small className="note">
                {[
                  t.enum('SupervisionTemplate', one.template),
                  one.actsSide &&
                    t('ui.supervision.waitsFor', { side: t.enum('ActingSide', one.actsSide) }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
              {one.dueAt && <DeadlineBadge deadline={{ dueAt: one.dueAt }} />}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
