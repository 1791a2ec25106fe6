import { getRouteApi } from '@tanstack/react-router';
import { useQuery } from 'urql';
import { graphql } from '../../gql/gql.ts';
import { readDraft } from '../../lib/drafts.ts';
import { useText } from '../../lib/i18n.tsx';
import { recordResult } from '../../lib/record.ts';
import { RouteButton } from '../../shell/links.ts';
import { NotFound } from '../../shell/NotFound.tsx';
import { QueryGate } from '../../shell/QueryGate.tsx';
import { useTitle } from '../../shell/title.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { DiscountEditor } from './DiscountEditor.tsx';
import { valuesOf } from './discount-template.ts';
import { EditorSkeleton } from './EditorSkeleton.tsx';
import type { EditorValues } from './editor-values.ts';

const Discount = graphql(`
  query EditDiscountPage($id: ID!) {
    exclusiveDiscount(by: { id: $id }) {
      id version number name customerName productName
      ...discountTemplate_discount
      viewerActions { name enabled }
    }
  }
`);

const route = getRouteApi('/app/discounts/$id/edit');

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
        const draftId = `discount.${d.id}`;
        const kept = readDraft<EditorValues>(draftId, d.version);
        const values = kept ?? valuesOf(d);
        return (
          <DiscountEditor
            key={d.id}
            draftId={draftId}
            restored={kept !== null}
            values={values}
            customer={values.customerId ? { id: values.customerId, label: d.customerName } : null}
            product={values.productId ? { id: values.productId, label: d.productName } : null}
            saved={{ id: d.id, version: d.version, number: d.number }}
          />
        );
      }}
    </QueryGate>
  );
}
