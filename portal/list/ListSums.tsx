import { growth, isTelling } from '../lib/figures.ts';
import { useFormat } from '../lib/format.ts';
import { useText } from '../lib/i18n.tsx';
import { useSession } from '../lib/session.ts';
import { Card } from '../ui/layout/Card.tsx';
import { labelOf, type Totals } from './column.ts';
import { isFor, type List } from './define.ts';
import type { variablesOf } from './input.ts';
import styles from './ListSums.module.css';
import type { ListState } from './useListState.ts';
import { type Compared, useComparison } from './useTotals.ts';

/** Types of values that a row has for a time. */
const STATE = /Status$|Blocker$/;

export interface ListSumsProps {
  list: List;
  state: ListState;
  filter: ReturnType<typeof variablesOf>['filter'];
  /** Sums of the filtered rows; undefined while they load. */
  totals: Totals | undefined;
  isPending: boolean;
}

/** The sums of the filtered rows with their change against the period before, and the parts of the rows. */
export function ListSums({ list, state, filter, totals, isPending }: ListSumsProps) {
  const t = useText();
  const session = useSession();
  const compared = useComparison(list, state, filter, isPending);
  const { facets } = list;
  const hasFacets =
    facets && Object.entries(facets.when).every(([key, value]) => state.text(key) === value);
  if (!compared && !hasFacets) return null;
  const isCompared = compared !== null && !isOfState(list, state);
  const summed = list.columns.filter(
    (column) =>
      column.total !== undefined && isFor(column, session) && totals?.[column.total] !== null,
  );
  const chosen = facets && (state.differs(facets.filter) ? state.text(facets.filter) : '');
  return (
    <Card flush>
      <section className={styles.sums} aria-label={t('ui.list.sums')}>
        <dl className={styles.figures}>
          {summed.map(({ id, header, total = '' }) => (
            <Sum
              key={id}
              label={t('ui.list.inYuan', { header: labelOf(header, t) })}
              now={totals?.[total]?.amount}
              before={compared?.totals?.[total]?.amount}
              isCompared={isCompared}
            />
          ))}
        </dl>
        {compared && <Ranges compared={compared} isCompared={isCompared} />}
      </section>
      {facets && hasFacets && (
        <facets.of
          filter={{
            ...filter,
            [facets.filter]: list.filters[facets.filter]?.input(state.kept(facets.filter)),
          }}
          value={chosen ?? ''}
          onChange={(value) => state.setText(facets.filter, value || state.kept(facets.filter))}
        />
      )}
    </Card>
  );
}

function Ranges({ compared: { now, before }, isCompared }: RangesProps) {
  const t = useText();
  return (
    <p className={styles.ranges}>
      {t('ui.list.ofDays', { from: now.start, until: now.end })}
      {isCompared && (
        <>
          <br />
          {t('ui.list.comparedDays', { from: before.start, until: before.end })}
        </>
      )}
    </p>
  );
}

/** Whether rows of one state are shown. Rows of an earlier period have moved on, so that the two sums are not alike. */
const isOfState = (list: List, { text }: Pick<ListState, 'text'>): boolean =>
  Object.entries(list.filters).some(
    ([key, { type }]) => text(key) !== '' && STATE.test(type ?? ''),
  );

interface RangesProps {
  compared: Compared;
  isCompared: boolean;
}

interface SumProps {
  label: string;
  now: string | undefined;
  before: string | undefined;
  isCompared: boolean;
}

function Sum({ label, now, before, isCompared }: SumProps) {
  const t = useText();
  const format = useFormat();
  return (
    <div className={styles.figure}>
      <dt className="note">{label}</dt>
      <dd className={styles.value}>
        {now === undefined ? (
          '…'
        ) : (
          <span className={now.startsWith('-') ? 't-bad' : undefined}>{format.amount(now)}</span>
        )}
      </dd>
      {isCompared && (
        <dd className="note">
          {now === undefined || before === undefined ? '…' : change(now, before)}
        </dd>
      )}
    </div>
  );

  /** The change in percent; without a sum to compare with, or with next to nothing, that sum. */
  function change(to: string, from: string) {
    const rate = growth(to, from);
    if (!isTelling(rate)) return t('ui.list.before', { sum: format.amount(from) });
    const isLess = rate.startsWith('-');
    const text = format.percent(rate.replace('-', ''), 1);
    return (
      <span
        className={Number(rate) === 0 ? undefined : isLess ? 't-bad' : 't-good'}
        title={t('ui.list.before', { sum: format.amount(from) })}
      >
        {t(isLess ? 'ui.list.less' : 'ui.list.more', { rate: text })}
      </span>
    );
  }
}
