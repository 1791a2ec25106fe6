import type { AppealRuling_AppealFragment as Ruled } from '../../../gql/graphql.ts';
import { type Format, useFormat } from '../../../lib/format.ts';
import { type Text, useText } from '../../../lib/i18n.tsx';
import styles from './Appeals.module.css';

type Effect = Ruled['outcomes'][number];

/** Effects of one decision on flow, buyer, seller and the partner's share. */
function effectsOf(effect: Effect, a: Ruled, t: Text, format: Format) {
  const { flow, refundAtMost, endsGuarantee, paysSeller, partnerShare } = effect;
  const estimate = a.orderLine.settlementEstimate;
  const share = partnerShare && t.enum('AppealPartnerShare', partnerShare);
  return [
    { id: 'flow', text: t('ui.appeal.effect.flow', { state: t.enum('SupervisionStatus', flow) }) },
    {
      id: 'buyer',
      text: refundAtMost
        ? t('ui.appeal.effect.refund', { amount: format.money(refundAtMost) })
        : t(endsGuarantee ? 'ui.appeal.effect.guaranteeOver' : 'ui.appeal.effect.guaranteeOn'),
    },
    {
      id: 'seller',
      text: t(
        paysSeller
          ? 'ui.appeal.effect.paid'
          : refundAtMost
            ? 'ui.appeal.effect.unpaid'
            : 'ui.appeal.effect.goesOn',
      ),
    },
    ...(share
      ? [
          {
            id: 'share',
            text: [estimate && format.money(estimate), share].filter(Boolean).join(' · '),
          },
        ]
      : []),
  ];
}

export interface OutcomeTableProps {
  appeal: Ruled;
  value: string;
  /** Absent for viewers who cannot decide: they only compare. */
  onChange?: (outcome: string) => void;
}

/** The possible decisions side by side, each with what it would do now. */
export function OutcomeTable({ appeal: a, value, onChange }: OutcomeTableProps) {
  const t = useText();
  const format = useFormat();
  const Option = onChange ? 'label' : 'div';
  return (
    <fieldset className={styles.outcomes} aria-label={t('ui.appeal.ruling')}>
      {a.outcomes.map((effect) => {
        const { outcome } = effect;
        return (
          <Option key={outcome} className={styles.outcome}>
            <span className={styles.choice}>
              {onChange && (
                <input
                  type="radio"
                  name={`outcome-${a.id}`}
                  value={outcome}
                  checked={value === outcome}
                  onChange={() => onChange(outcome)}
                />
              )}
              <span>
                <strong>{t.enum('AppealOutcome', outcome)}</strong>
                <small className="note">{t(`ui.appeal.outcome.${outcome}`)}</small>
              </span>
            </span>
            {effectsOf(effect, a, t, format).map(({ id, text }) => (
              <span key={id}>
                <small className="note">{t.maybe(`ui.appeal.effect.on.${id}`)}</small>
                {text}
              </span>
            ))}
          </Option>
        );
      })}
    </fieldset>
  );
}
