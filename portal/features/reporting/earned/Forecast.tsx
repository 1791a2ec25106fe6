import Big from 'big.js';
import type { EarnedPageQuery } from '../../../gql/graphql.ts';
import { CURRENCY, useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { RouteLink } from '../../../shell/links.ts';
import { Card } from '../../../ui/layout/Card.tsx';
import styles from './Earned.module.css';
import { type Group, moneyOf, STAGES } from './groups.ts';

interface Props {
  groups: readonly Group[];
  last: EarnedPageQuery['bills']['nodes'][number] | null;
}

/** Range of the next bill: what is certain, and what can be added; with the bar of its parts. */
export function Forecast({ groups, last }: Props) {
  const t = useText();
  const format = useFormat();
  const money = (amount: string) => format.money({ amount, currency: CURRENCY });
  const parts = STAGES.map((stage) => ({ stage, amount: moneyOf(groups, stage) }));
  const whole = parts.reduce((total, { amount }) => total + Math.max(0, Number(amount)), 0);
  const [certain, possible] = parts.map(({ amount }) => new Big(amount));
  return (
    <Card
      title={t('ui.earned.forecast')}
      note={
        last && (
          <>
            {t('ui.earned.last', { period: last.period })}{' '}
            <RouteLink to="/bills/$id" params={{ id: last.id }}>
              {format.money(last.gross)}
            </RouteLink>
          </>
        )
      }
      actions={
        <strong>
          {t('ui.earned.range', {
            from: money(certain!.toFixed(2)),
            to: money(certain!.plus(possible!).toFixed(2)),
          })}
        </strong>
      }
    >
      <div className={styles.bar} aria-hidden="true">
        {parts.map(
          ({ stage, amount }) =>
            Number(amount) > 0 && (
              <span key={stage} data-stage={stage} style={{ flexGrow: Number(amount) / whole }} />
            ),
        )}
      </div>
      <ul className={styles.legend}>
        {parts.map(({ stage, amount }) => (
          <li key={stage} data-stage={stage}>
            {t(`ui.earned.stage.${stage}`)} <strong>{money(amount)}</strong>
          </li>
        ))}
      </ul>
    </Card>
  );
}
