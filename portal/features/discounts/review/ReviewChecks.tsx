import Big from 'big.js';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useNow } from '../../../lib/clock.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { type Check, CheckList } from '../../../ui/display/CheckList.tsx';
import { Card } from '../../../ui/layout/Card.tsx';

const Discount = graphql(`
  fragment ReviewChecks_discount on ExclusiveDiscount {
    validFrom validUntil
    product { id status }
    lines { id payRate floorPayRate specification { id status } }
  }
`);

/** Checks of the case. Overlaps with granted discounts are checked at approval. */
export function ReviewChecks({ discount }: { discount: FragmentType<typeof Discount> }) {
  const t = useText();
  const format = useFormat();
  const now = useNow();
  const d = readFragment(Discount, discount);
  const rates = d.lines.map((line) => ({
    paid: new Big(line.payRate),
    floor: new Big(line.floorPayRate ?? '0'),
  }));
  const inRange = rates.every(({ paid, floor }) => paid.gte(floor));
  const lowest = rates.reduce((low, { paid }) => (paid.lt(low) ? paid : low), new Big(1));
  const floor = rates.reduce((high, line) => (line.floor.gt(high) ? line.floor : high), new Big(0));
  const onSale =
    d.product?.status !== 'DELISTED' &&
    d.lines.every((line) => line.specification?.status !== 'DELISTED');
  const started = Date.parse(d.validFrom) <= now;
  const over = Date.parse(d.validUntil) <= now;
  const checks: Check[] = [
    {
      id: 'floor',
      state: inRange ? 'good' : 'bad',
      text: t(inRange ? 'ui.review.check.floor' : 'ui.review.check.belowFloor'),
      note: `${format.percent(lowest.toString())} ${inRange ? '≥' : '<'} ${format.percent(floor.toString())}`,
    },
    {
      id: 'sale',
      state: onSale ? 'good' : 'bad',
      text: t(onSale ? 'ui.review.check.onSale' : 'ui.review.check.delisted'),
      note: '',
    },
    {
      id: 'start',
      state: over ? 'bad' : started ? 'waiting' : 'good',
      text: t(
        over
          ? 'ui.review.check.over'
          : started
            ? 'ui.review.check.started'
            : 'ui.review.check.start',
      ),
      note: format.validity(d.validFrom, d.validUntil),
    },
  ];
  return (
    <Card title={t('ui.review.checks')} note={t('ui.review.checksNote')}>
      <CheckList checks={checks} />
    </Card>
  );
}
