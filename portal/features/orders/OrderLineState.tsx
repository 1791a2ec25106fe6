import { DerivedAmount } from '../../domain/derivation/DerivedAmount.tsx';
import { StateBadge } from '../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { RouteLink } from '../../shell/links.ts';
import styles from './OrderPanel.module.css';

const Line = graphql(`
  fragment OrderLineState_line on OrderLine {
    supervision billingStatus billingBlockers
    settlementEstimate { amount currency }
    settlementDerivation { ...DerivedAmount_derivation }
    billLine {
      id settlement { amount currency }
      derivation { ...DerivedAmount_derivation }
      bill { id period }
    }
  }
`);

/** Service state of a line; for viewers of bills also the bill that settled it, or the reason for the delay. */
export function OrderLineState({ line }: { line: FragmentType<typeof Line> }) {
  const t = useText();
  const format = useFormat();
  const {
    supervision,
    billingStatus,
    billingBlockers,
    settlementEstimate,
    settlementDerivation,
    billLine,
  } = readFragment(Line, line);
  const reasons = billingBlockers?.map((code) => t.enum('BillingBlocker', code)) ?? [];
  return (
    <div className={styles.state}>
      {supervision !== 'NOT_APPLICABLE' && (
        <StateBadge type="LineSupervisionStatus" value={supervision} />
      )}
      {billingStatus && billingStatus !== 'NOT_APPLICABLE' && (
        <StateBadge type="BillingStatus" value={billingStatus} />
      )}
      {reasons.length > 0 && <span className="note">{reasons.join(t('ui.listSeparator'))}</span>}
      {billLine ? (
        <>
          <RouteLink to="/bills/$id" params={{ id: billLine.bill.id }}>
            {t('ui.bill.title', { period: billLine.bill.period })}
          </RouteLink>
          <span className="note">
            <DerivedAmount derivation={billLine.derivation} title={t('ui.bill.howLine')}>
              {t('ui.order.settled', { money: format.money(billLine.settlement) })}
            </DerivedAmount>
          </span>
        </>
      ) : (
        settlementEstimate && (
          <span className="note">
            <DerivedAmount derivation={settlementDerivation} title={t('ui.bill.howLine')}>
              {t('ui.order.estimate', { money: format.money(settlementEstimate) })}
            </DerivedAmount>
          </span>
        )
      )}
    </div>
  );
}
