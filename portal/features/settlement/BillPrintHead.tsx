import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useText } from '../../lib/i18n.tsx';
import styles from './Bill.module.css';

const Bill = graphql(`
  fragment BillPrintHead_bill on SettlementBill {
    id number period seal paymentRequestNumber
    partner { id name }
  }
`);

/** On paper only: parties, formulas and seal above the bill. */
export function BillPrintHead({ bill }: { bill: FragmentType<typeof Bill> }) {
  const t = useText();
  const b = readFragment(Bill, bill);
  const facts = {
    partner: b.partner.name,
    number: b.number,
    request: b.paymentRequestNumber,
    formula: t('ui.bill.print.formulas'),
    seal: b.seal,
  };
  return (
    <dl data-print className={styles.parties}>
      {Object.entries(facts)
        .filter(([, value]) => value)
        .map(([id, value]) => (
          <div key={id}>
            <dt>{t.maybe(`ui.bill.fact.${id}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
