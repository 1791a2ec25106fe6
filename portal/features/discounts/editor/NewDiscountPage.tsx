import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { createRequest, useQuery } from 'urql';
import { graphql } from '../../../gql/gql.ts';
import { serverNow } from '../../../lib/clock.ts';
import { isoDay, plusDays } from '../../../lib/dates.ts';
import { newDraftId, readDraft } from '../../../lib/drafts.ts';
import { useText } from '../../../lib/i18n.tsx';
import { yearFrom } from '../../../lib/months.ts';
import { type Prefetch, whole } from '../../../lib/prefetch.ts';
import { useMay } from '../../../lib/session.ts';
import { Forbidden } from '../../../shell/NotFound.tsx';
import { QueryGate } from '../../../shell/QueryGate.tsx';
import { useTitle } from '../../../shell/title.ts';
import { Page } from '../../../ui/layout/Page.tsx';
import { DiscountEditor } from './DiscountEditor.tsx';
import { valuesOf } from './discount-template.ts';
import { EditorSkeleton } from './EditorSkeleton.tsx';
import { type EditorValues, moved } from './editor-values.ts';

const NewDiscount = graphql(`
  query NewDiscountPage(
    $customerId: ID!, $withCustomer: Boolean!, $productId: ID!, $withProduct: Boolean!
    $from: ID!, $withModel: Boolean!
  ) {
    customer(by: { id: $customerId }) @include(if: $withCustomer) { id name }
    product(by: { id: $productId }) @include(if: $withProduct) { id name }
    model: exclusiveDiscount(by: { id: $from }) @include(if: $withModel) {
      id customerName productName ...discountTemplate_discount
    }
  }
`);

const route = getRouteApi('/app/discounts/new');

function firstValues(customerId: string | null): EditorValues {
  const tomorrow = plusDays(isoDay(serverNow()), 1);
  return {
    name: '',
    customerId,
    productId: null,
    lines: [],
    validFrom: tomorrow,
    validUntil: yearFrom(tomorrow),
    note: '',
    justification: '',
  };
}

interface NewSearch {
  customer?: string;
  from?: string;
}

/** The draft on this device or the first values, and the question that completes them; null if they are complete. */
function openingOf({ customer, from }: NewSearch) {
  const draftId = from
    ? `discount.from.${from}`
    : newDraftId<EditorValues>('discount.new', { customerId: customer });
  const kept = readDraft<EditorValues>(draftId)?.values ?? null;
  const first = kept ?? firstValues(customer ?? null);
  const variables = {
    customerId: first.customerId ?? '',
    withCustomer: Boolean(first.customerId),
    productId: first.productId ?? '',
    withProduct: Boolean(first.productId),
    from: from ?? '',
    withModel: Boolean(from) && !kept,
  };
  const isComplete = !variables.withCustomer && !variables.withProduct && !variables.withModel;
  return { draftId, kept, first, variables, isComplete };
}

export const prefetch: Prefetch = ({ search }) => {
  const { variables, isComplete } = openingOf(search);
  return isComplete ? [] : [whole(createRequest(NewDiscount, variables))];
};

/** A new discount, for the customer in the address or copied from another discount. */
export function NewDiscountPage() {
  const t = useText();
  const may = useMay();
  const search = route.useSearch();
  useTitle(t('ui.discount.create'));
  if (!may('exclusiveDiscountCreate')) return <Forbidden mutation="exclusiveDiscountCreate" />;
  return <Opened key={JSON.stringify(search)} search={search} />;
}

function Opened({ search }: { search: NewSearch }) {
  const t = useText();
  // Read once, because the draft on this device changes while the person types.
  const [{ draftId, kept, first, variables, isComplete }] = useState(() => openingOf(search));
  const [result, reload] = useQuery({
    query: NewDiscount,
    variables,
    pause: isComplete,
    // Complete or not at all, because values are read once: the cache may hold a part of a template
    // without its product.
    requestPolicy: 'network-only',
  });
  return (
    <QueryGate
      result={isComplete ? { ...result, data: { __typename: 'Query' } } : result}
      retry={reload}
      skeleton={
        <Page>
          <EditorSkeleton title={t('ui.discount.create')} />
        </Page>
      }
    >
      {({ customer: known, product, model }) => {
        const values = model
          ? moved(valuesOf(model), isoDay(serverNow()))
          : { ...first, customerId: known?.id ?? null, productId: product?.id ?? null };
        const named = (id: string | null, label: string | undefined) =>
          id && label ? { id, label } : null;
        return (
          <DiscountEditor
            key={draftId}
            draftId={draftId}
            restored={kept !== null}
            values={values}
            customer={named(values.customerId, known?.name ?? model?.customerName)}
            product={named(values.productId, product?.name ?? model?.productName)}
            saved={null}
          />
        );
      }}
    </QueryGate>
  );
}
