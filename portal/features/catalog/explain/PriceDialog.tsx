import { useState } from 'react';
import { useQuery } from 'urql';
import { CustomerPicker } from '../../../domain/CustomerPicker.tsx';
import { graphql } from '../../../gql/gql.ts';
import { failureOf } from '../../../lib/errors.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { Badge } from '../../../ui/display/Badge.tsx';
import { TwoLine } from '../../../ui/display/TwoLine.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import { Dialog } from '../../../ui/overlays/Dialog.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';

const Price = graphql(`
  query PriceDialog($input: PriceExplanationInput!) {
    priceExplanation(input: $input) {
      winner { kind netPrice { amount currency } }
      rules {
        kind standing sourceId label payRate validFrom validUntil
        netPrice { amount currency }
      }
      validUntil
    }
  }
`);

export interface PriceDialogProps {
  specificationId: string;
  name: string;
  onClose: () => void;
}

/** Explains to a partner the price that a customer pays for a specification now. */
export function PriceDialog({ specificationId, name, onClose }: PriceDialogProps) {
  const t = useText();
  const format = useFormat();
  const [customerId, setCustomer] = useState<string | null>(null);
  const [{ data, fetching, error }] = useQuery({
    query: Price,
    variables: { input: { specificationId, customerId: customerId ?? '' } },
    pause: !customerId,
    requestPolicy: 'network-only',
  });
  const answer = customerId ? data?.priceExplanation : undefined;
  const winner = answer?.winner;
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      size="lg"
      title={t('ui.explain.priceTitle', { name })}
      closeLabel={t('ui.close')}
    >
      <div className="stack">
        <CustomerPicker value={customerId} onChange={setCustomer} isRequired />
        {error && <Banner tone="bad">{t(`ui.failure.${failureOf(error).kind}.title`)}</Banner>}
        {fetching && <Skeleton lines={3} height={16} />}
        {answer && !fetching && (
          <>
            <Banner tone={winner ? 'good' : 'waiting'}>
              {winner?.netPrice
                ? t('ui.explain.pays', {
                    price: format.money(winner.netPrice),
                    rule: t.enum('PriceRuleKind', winner.kind),
                  })
                : t('ui.explain.noPrice')}
            </Banner>
            <DataTable
              label={t('ui.explain.rules')}
              rows={answer.rules}
              rowId={(row) => `${row.kind}${row.sourceId}`}
              columns={[
                {
                  id: 'rule',
                  header: t('ui.explain.rule'),
                  card: 'title',
                  cell: (row) => (
                    <TwoLine
                      note={
                        row.validFrom && row.validUntil
                          ? format.validity(row.validFrom, row.validUntil)
                          : row.validFrom &&
                            t('ui.explain.since', { date: format.date(row.validFrom) })
                      }
                    >
                      {row.label ?? t.enum('PriceRuleKind', row.kind)}
                    </TwoLine>
                  ),
                },
                {
                  id: 'rate',
                  header: t('ui.rate'),
                  align: 'end',
                  cell: (row) => (row.payRate ? format.payRate(row.payRate) : t('ui.none')),
                },
                {
                  id: 'price',
                  header: t('ui.explain.price'),
                  align: 'end',
                  cell: (row) => (row.netPrice ? format.money(row.netPrice) : t('ui.none')),
                },
                {
                  id: 'standing',
                  header: t('ui.status'),
                  card: 'value',
                  cell: (row) => (
                    <Badge tone={row.standing === 'WINS' ? 'good' : 'idle'}>
                      {t.enum('PriceRuleStanding', row.standing)}
                    </Badge>
                  ),
                },
              ]}
            />
          </>
        )}
      </div>
    </Dialog>
  );
}
