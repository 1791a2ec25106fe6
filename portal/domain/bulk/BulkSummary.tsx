import { Check, Coins, X } from 'lucide-react';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { Icon } from '../../ui/display/Icon.tsx';
import styles from './Bulk.module.css';

export const Summary = graphql(`
  fragment BulkSummary_summary on BulkSummary {
    total accepted tried
    worth { kind amount { amount currency } }
    refusals { code message count examples { subjectId label params { key value } } }
  }
`);

/** Preview of a bulk action: rows that change, and the others by reason. */
export function BulkSummary({ summary }: { summary: FragmentType<typeof Summary> }) {
  const t = useText();
  const format = useFormat();
  const { total, accepted, tried, worth, refusals } = readFragment(Summary, summary);
  return (
    <ul className={styles.summary}>
      <li>
        <span className={accepted > 0 ? 't-good' : 'muted'}>
          <Icon of={Check} />
        </span>
        <strong>{t('ui.bulk.accepted', { count: format.number(accepted) })}</strong>
      </li>
      {worth.map(({ kind, amount }) => (
        <li key={kind}>
          <span className="muted">
            <Icon of={Coins} />
          </span>
          <span className={styles.money}>
            {t.enum('BulkWorthKind', kind)} <strong>{format.money(amount)}</strong>
          </span>
        </li>
      ))}
      {refusals.map(({ code, message, count, examples }) => {
        const values = Object.fromEntries(
          (examples[0]?.params ?? []).map(({ key, value }) => [key, value]),
        );
        const names = examples.flatMap(({ label }) => (label ? [label] : []));
        return (
          <li key={code}>
            <span className="t-bad">
              <Icon of={X} />
            </span>
            <span>
              {t('ui.bulk.refused', {
                count: format.number(count),
                reason: t.error(code, values, message),
              })}
              {names.length > 0 && (
                <span className={styles.names}>
                  {names.join(t('ui.listSeparator'))}
                  {count > names.length && ' …'}
                </span>
              )}
            </span>
          </li>
        );
      })}
      {tried < total && <li className="note">{t('ui.bulk.tried', { tried })}</li>}
    </ul>
  );
}
