import { getRouteApi } from '@tanstack/react-router';
import { useQuery } from 'urql';
import { graphql } from '../../gql/gql.ts';
import type { EditDiscountPageQuery } from '../../gql/graphql.ts';
import { isoDay, lastDay } from '../../lib/dates.ts';
import { useText } from '../../lib/i18n.tsx';
import { recordResult } from '../../lib/record.ts';
import { RouteButton } from '../../shell/links.ts';
import { NotFound } from '../../shell/NotFound.tsx';
import { QueryGate } from '../../shell/QueryGate.tsx';
import { useTitle } from '../../shell/title.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { DiscountEditor } from './DiscountEditor.tsx';
import { EditorSkeleton } from './EditorSkeleton.tsx';
import type { EditorValues } from './editor-values.ts';

const Discount = graphql(`
  query EditDiscountPage($id: ID!) {
    exclusiveDiscount(by: { id: $id }) {
      id version number name status customerName productName validFrom validUntil note justification
      customer { id }
      product { id }
      lines {
        id pricedBy payRate
        netPrice { amount currency }
        specification { id }
      }
      viewerActions { name enabled }
    }
  }
`);

const route = getRouteApi('/app/discounts/$id/edit');

type D = NonNullable<EditDiscountPageQuery['exclusiveDiscount']>;

const valuesOf = (d: D): EditorValues => ({
  name: d.name,
  customerId: d.customer?.id ?? null,
  productId: d.product?.id ?? null,
  lines: d.lines.flatMap((line) =>
    line.specification
      ? [
          {
            specificationId: line.specification.id,
            pricedBy: line.pricedBy,
            payRate: line.payRate,
            netPrice: line.netPrice.amount,
          },
        ]
      : [],
  ),
  validFrom: isoDay(d.validFrom),
  validUntil: lastDay(d.validUntil),
  note: d.note ?? '',
  justification: d.justification ?? '',
});

/** A draft, or a rejected discount on its way to be submitted again. */
export function EditDiscountPage() {
  const t = useText();
  const { id } = route.useParams();
  const [result, reload] = useQuery({
    query: Discount,
    variables: { id },
    requestPolicy: 'network-only',
  });
  const found = result.data?.exclusiveDiscount;
  useTitle(found?.name);
  return (
    <QueryGate
      result={recordResult(result, found)}
      retry={() => reload({ requestPolicy: 'network-only' })}
      skeleton={
        <Page>
          <EditorSkeleton />
        </Page>
      }
    >
      {({ exclusiveDiscount: d }) => {
        if (!d) return <NotFound />;
        if (!d.viewerActions.some((action) => action.name === 'update' && action.enabled))
          return (
            <EmptyState
              title={t('ui.discount.notEditable')}
              action={
                <RouteButton to="/discounts/$id" params={{ id: d.id }}>
                  {t('ui.discount.backTo', { number: d.number })}
                </RouteButton>
              }
            >
              {t('ui.discount.notEditableText')}
            </EmptyState>
          );
        return (
          <DiscountEditor
            key={d.id}
            draftId={`discount.${d.id}`}
            restored={false}
            fresh={valuesOf(d)}
            values={valuesOf(d)}
            customer={d.customer && { id: d.customer.id, label: d.customerName }}
            product={d.product && { id: d.product.id, label: d.productName }}
            saved={{ id: d.id, version: d.version, number: d.number }}
          />
        );
      }}
    </QueryGate>
  );
}
