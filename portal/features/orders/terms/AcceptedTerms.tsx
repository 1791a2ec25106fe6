import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { TermsText } from './TermsText.tsx';

const Order = graphql(`
  fragment AcceptedTerms_order on Order {
    id placedAt
    lines { id supportTerms { family version chinese english } }
  }
`);

/** The support terms that the customer accepted with an order, each once; nothing if the order was not placed here. */
export function AcceptedTerms({ order }: { order: FragmentType<typeof Order> }) {
  const t = useText();
  const format = useFormat();
  const { lines, placedAt } = readFragment(Order, order);
  const accepted = lines.map(({ supportTerms }) => supportTerms).filter((terms) => terms != null);
  const once = new Map(accepted.map((terms) => [`${terms.family} ${terms.version}`, terms]));
  if (once.size === 0) return null;
  return (
    <Card
      flush
      title={t('ui.checkout.terms')}
      note={t('ui.order.termsAccepted', { time: format.dateTime(placedAt) })}
    >
      {[...once].map(([key, terms]) => (
        <TermsText key={key} terms={terms} />
      ))}
    </Card>
  );
}
