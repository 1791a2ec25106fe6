import { getRouteApi } from '@tanstack/react-router';
import { createRequest } from 'urql';
import { graphql } from '../../../gql/gql.ts';
import { readDraft } from '../../../lib/drafts.ts';
import { useText } from '../../../lib/i18n.tsx';
import { type Prefetch, whole } from '../../../lib/prefetch.ts';
import { RouteButton } from '../../../shell/links.ts';
import { RecordGate } from '../../../shell/RecordGate.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Page } from '../../../ui/layout/Page.tsx';
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
export const prefetch: Prefetch = ({ id }) => [whole(createRequest(Discount, { id }))];

const route = getRouteApi('/app/discounts/$id/edit');

/** Edits a draft, or a rejected discount before it is submitted again. */
export function EditDiscountPage() {
  const t = useText();
  const { id } = route.useParams();
  return (
    <RecordGate
      prefix="dsc"
      query={Discount}
      variables={{ id }}
      of={(data) => data.exclusiveDiscount}
      title={({ name }) => name}
      requestPolicy="network-only"
      skeleton={
        <Page>
          <EditorSkeleton />
        </Page>
      }
    >
      {(d) => {
        if (!d.viewerActions.some((action) => action.name === 'update' && action.enabled))
          return (
            <EmptyState
              page
              title={t('ui.discount.notEditable')}
              action={
                <RouteButton to="/discounts/$id" params={{ id: d.id }}>
                  {t('ui.record.show', { number: d.number })}
                </RouteButton>
              }
            >
              {t('ui.discount.notEditableText')}
            </EmptyState>
          );
        const draftId = `discount.${d.id}`;
        const kept = readDraft<EditorValues>(draftId);
        const latest = valuesOf(d);
        const values = kept?.values ?? latest;
        return (
          <DiscountEditor
            key={d.id}
            draftId={draftId}
            restored={kept !== null}
            values={values}
            customer={values.customerId ? { id: values.customerId, label: d.customerName } : null}
            product={values.productId ? { id: values.productId, label: d.productName } : null}
            saved={{ id: d.id, version: d.version, number: d.number, values: latest }}
            version={kept?.version ?? d.version}
          />
        );
      }}
    </RecordGate>
  );
}
