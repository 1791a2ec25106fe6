import { useEffect } from 'react';
import { type UseFormReturn, useWatch } from 'react-hook-form';
import { useQuery } from 'urql';
import { graphql } from '../../../gql/gql.ts';
import { FormField } from '../../../lib/FormField.tsx';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { netOf } from '../../../lib/rate.ts';
import { PercentField } from '../../../ui/fields/PercentField.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { CardGrid } from '../../../ui/layout/Page.tsx';
import type { OfferValues } from './offer-values.ts';

const Product = graphql(`
  query OfferPrices($id: ID!) {
    product(by: { id: $id }) {
      id specifications { id name code status listPrice { amount currency } }
    }
  }
`);

/** A pay rate for each specification of the product, with its net price live. */
export function OfferPrices({ form }: { form: UseFormReturn<OfferValues> }) {
  const t = useText();
  const format = useFormat();
  const [productId, lines] = useWatch({ control: form.control, name: ['productId', 'lines'] });
  const [{ data }] = useQuery({
    query: Product,
    variables: { id: productId ?? '' },
    pause: !productId,
  });
  const found = data?.product?.id === productId ? data?.product : null;
  const sold = found?.specifications.filter(({ status }) => status === 'ON_SALE');
  const ids = sold?.map(({ id }) => id).join();
  useEffect(() => {
    if (ids === undefined) return;
    const before = form.getValues('lines');
    if (before.map(({ specificationId }) => specificationId).join() === ids) return;
    form.setValue(
      'lines',
      ids
        .split(',')
        .filter(Boolean)
        .map((specificationId) => ({ specificationId, payRate: '' })),
    );
  }, [form, ids]);
  const problem =
    form.formState.errors.lines?.root?.message ?? form.formState.errors.lines?.message;
  return (
    <Card title={t('ui.privateOffer.prices')} note={t('ui.privateOffer.pricesNote')}>
      <CardGrid>
        {lines.map((line, i) => {
          const specification = sold?.find(({ id }) => id === line.specificationId);
          if (!specification) return null;
          const net =
            line.payRate &&
            format.money({
              amount: netOf(specification.listPrice.amount, line.payRate),
              currency: specification.listPrice.currency,
            });
          return (
            <FormField
              key={line.specificationId}
              control={form.control}
              name={`lines.${i}.payRate`}
            >
              {(field) => (
                <PercentField
                  {...field}
                  label={specification.name}
                  description={
                    net
                      ? `${format.payRate(line.payRate)} · ${net}`
                      : t('ui.privateOffer.listPriceOf', {
                          price: format.money(specification.listPrice),
                        })
                  }
                />
              )}
            </FormField>
          );
        })}
      </CardGrid>
      {!productId && <p className="note">{t('ui.privateOffer.productFirst')}</p>}
      {problem && <p className="t-bad">{t('ui.privateOffer.oneLine')}</p>}
    </Card>
  );
}
