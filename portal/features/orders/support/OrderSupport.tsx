import { useQuery } from 'urql';
import { SupportContact } from '../../../domain/SupportContact.tsx';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import styles from './OrderSupport.module.css';

/** A query of its own: the page of an order reads as many tables as one statement may. */
const Support = graphql(`
  query OrderSupport($id: ID!) {
    order(by: { id: $id }) {
      id
      lines { id productName product { id supportGroup { id name ...SupportContact_group } } }
    }
  }
`);

/** The support groups of the products of an order, each once; nothing if the sellers named none. */
export function OrderSupport({ id }: { id: string }) {
  const t = useText();
  const [{ data }] = useQuery({ query: Support, variables: { id } });
  const lines = data?.order?.lines ?? [];
  const groups = lines.map(({ product }) => product?.supportGroup).filter((group) => group != null);
  const once = new Map(groups.map((group) => [group.id, group]));
  if (once.size === 0) return null;
  const productsOf = (id: string) =>
    new Set(
      lines
        .filter(({ product }) => product?.supportGroup?.id === id)
        .map((line) => line.productName),
    );
  return (
    <Card flush title={t('ui.support')}>
      {[...once.values()].map((group) => (
        <section key={group.id} className={styles.group} aria-label={group.name}>
          <h3>{group.name}</h3>
          {lines.length > 1 && (
            <p className="note">{[...productsOf(group.id)].join(t('ui.listSeparator'))}</p>
          )}
          <SupportContact group={group} />
        </section>
      ))}
    </Card>
  );
}
