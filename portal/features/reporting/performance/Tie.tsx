import type { PerformanceQuery } from '../../../gql/graphql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { Details } from './Details.tsx';
import styles from './Performance.module.css';
import type { Span } from './spans.ts';

type Row = PerformanceQuery['now']['rows'][number];

/** Sales less what is left out = performance, each figure with a link to exactly its lines. */
export function Tie({ row, span }: { row: Row; span: Span }) {
  const t = useText();
  const format = useFormat();
  const parts = [
    { id: 'cash', sign: '', money: row.cash, of: ['COUNTED', 'REBOUND', 'NOT_ASSOCIATED'] },
    { id: 'rebound', sign: '−', money: row.rebound, of: ['REBOUND'] },
    { id: 'unassociated', sign: '−', money: row.unassociated, of: ['NOT_ASSOCIATED'] },
    { id: 'performance', sign: '=', money: row.performance, of: ['COUNTED'] },
  ] as const;
  return (
    <dl className={styles.tie}>
      {parts.map(({ id, sign, money, of }) => (
        <div key={id}>
          <dt>
            {sign && <span aria-hidden="true">{sign} </span>}
            {t(`ui.performance.tie.${id}`)}
          </dt>
          <dd>
            <Details span={span} performance={of} amount={money?.amount}>
              {money && format.money(money)}
            </Details>
          </dd>
        </div>
      ))}
    </dl>
  );
}
