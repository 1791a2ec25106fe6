import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useText } from '../../lib/i18n.tsx';
import { CopyButton } from '../../ui/actions/CopyButton.tsx';
import { DescriptionList } from '../../ui/display/DescriptionList.tsx';
import { Card } from '../../ui/layout/Card.tsx';

const Data = graphql(`
  fragment Purchaser_purchaser on InvoicePurchaser {
    title taxNumber bankName bankAccount address phone
    recipientName recipientPhone recipientAddress recipientMailbox
  }
`);

const CARDS = {
  purchaser: ['title', 'taxNumber', 'bankName', 'bankAccount', 'address', 'phone'],
  delivery: ['recipientMailbox', 'recipientAddress', 'recipientName', 'recipientPhone'],
} as const;

/** Title and tax data for the invoice, and where it is delivered; each with a button that copies it. */
export function Purchaser({ purchaser }: { purchaser: FragmentType<typeof Data> }) {
  const t = useText();
  const data = readFragment(Data, purchaser);
  return Object.entries(CARDS).map(([card, keys]) => {
    const items = keys.map((id) => ({
      id,
      label: t(`ui.invoicingData.${id}`),
      value: data[id],
    }));
    const text = items.map(({ label, value }) => `${label}：${value}`).join('\n');
    return (
      <Card
        key={card}
        title={t.maybe(`ui.invoicingData.card.${card}`)}
        actions={
          <CopyButton
            value={text}
            label={t('ui.invoicingData.copy', { what: t.maybe(`ui.invoicingData.card.${card}`) })}
            copiedLabel={t('ui.copied')}
          />
        }
      >
        <DescriptionList items={items} />
      </Card>
    );
  });
}
