import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../../gql/gql.ts';
import { serverNow } from '../../lib/clock.ts';
import { isoDay, plusDays } from '../../lib/dates.ts';
import { readDraft } from '../../lib/drafts.ts';
import { useText } from '../../lib/i18n.tsx';
import { Forbidden } from '../../shell/NotFound.tsx';
import { QueryGate } from '../../shell/QueryGate.tsx';
import { useTitle } from '../../shell/title.ts';
import { Page } from '../../ui/Page.tsx';
import { DiscountEditor } from './DiscountEditor.tsx';
import { EditorSkeleton } from './EditorSkeleton.tsx';
import type { EditorValues } from './editor-values.ts';

const NewDiscount = graphql(`
  query NewDiscountPage($customerId: ID!, $withCustomer: Boolean!, $productId: ID!, $withProduct: Boolean!) {
    viewer { mutations }
    customer(by: { id: $customerId }) @include(if: $withCustomer) { id name }
    product(by: { id: $productId }) @include(if: $withProduct) { id name }
  }
`);

const route = getRouteApi('/app/discounts/new');
const DRAFT_ID = 'discount.new';
const YEAR = 365;

function firstValues(customerId: string | null): EditorValues {
  const tomorrow = plusDays(isoDay(serverNow()), 1);
  return {
    name: '',
    customerId,
    productId: null,
    lines: [],
    validFrom: tomorrow,
    validUntil: plusDays(tomorrow, YEAR - 1),
    note: '',
    justification: '',
  };
}

/** A new discount, for the customer in the address if there is one. */
export function NewDiscountPage() {
  const t = useText();
  const { customer } = route.useSearch();
  useTitle(t('ui.discount.create'));
  // Taken once: the draft on this device changes while the person types.
  const [{ values, restored }] = useState(() => {
    const kept = readDraft<EditorValues>(DRAFT_ID);
    // Coming from another customer means a new discount; what was typed for the last one stays out of it.
    return kept && (!customer || kept.customerId === customer)
      ? { values: kept, restored: true }
      : { values: firstValues(customer ?? null), restored: false };
  });
  const [result, reload] = useQuery({
    query: NewDiscount,
    variables: {
      customerId: values.customerId ?? '',
      withCustomer: Boolean(values.customerId),
      productId: values.productId ?? '',
      withProduct: Boolean(values.productId),
    },
  });
  return (
    <QueryGate
      result={result}
      retry={() => reload({ requestPolicy: 'network-only' })}
      skeleton={
        <Page>
          <EditorSkeleton />
        </Page>
      }
    >
      {({ viewer, customer: known, product }) =>
        viewer.mutations.includes('exclusiveDiscountCreate') ? (
          <DiscountEditor
            draftId={DRAFT_ID}
            restored={restored}
            fresh={firstValues(customer ?? null)}
            values={{ ...values, customerId: known?.id ?? null, productId: product?.id ?? null }}
            customer={known && { id: known.id, label: known.name }}
            product={product && { id: product.id, label: product.name }}
            saved={null}
          />
        ) : (
          <Forbidden />
        )
      }
    </QueryGate>
  );
}
