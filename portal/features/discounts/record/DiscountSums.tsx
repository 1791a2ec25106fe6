import { Term } from '../../../domain/Term.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { shareOf } from '../../../lib/rate.ts';
import { DescriptionList } from '../../../ui/display/DescriptionList.tsx';
import { Card } from '../../../ui/layout/Card.tsx';

const Discount = graphql(`
  fragment DiscountSums_discount on ExclusiveDiscount {
    listTotal { amount currency }
    netTotal { amount currency }
    savings { amount currency }
    lines { id }
  }
`);

export function DiscountSums({ discount }: { discount: FragmentType<typeof Discount> }) {
  const t = useText();
  const format = useFormat();
  const d = readFragment(Discount, discount);
  const items = [
    { id: 'list', label: t('ui.discount.listTotal'), value: format.money(d.listTotal) },
    {
      id: 'savings',
      label: t('ui.discount.savings'),
      value: format.money({ ...d.savings, amount: `-${d.savings.amount}` }),
    },
    {
      id: 'net',
      label: (
        <Term of="netPrice">
          <strong>{t('ui.discount.netTotal')}</strong>
        </Term>
      ),
      value: <strong>{format.money(d.netTotal)}</strong>,
    },
    {
      id: 'rate',
      label: <Term of="payRate">{t('ui.discount.overall')}</Term>,
      value: format.payRate(shareOf(d.netTotal.amount, d.listTotal.amount)),
    },
  ];
  return (
    <Card title={t('ui.summary')} note={d.lines.length > 1 && t('ui.discount.sumEach')}>
      <DescriptionList variant="sum" items={items} />
    </Card>
  );
}
