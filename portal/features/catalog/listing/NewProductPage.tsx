import { useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../../../gql/gql.ts';
import { readDraft } from '../../../lib/drafts.ts';
import { useText } from '../../../lib/i18n.tsx';
import { useMay } from '../../../lib/session.ts';
import { Forbidden } from '../../../shell/NotFound.tsx';
import { QueryGate } from '../../../shell/QueryGate.tsx';
import { RecordSkeleton } from '../../../shell/RecordSkeleton.tsx';
import { useTitle } from '../../../shell/title.ts';
import { Page } from '../../../ui/layout/Page.tsx';
import { emptyListing, type Listing } from './listing.ts';
import { NewProduct } from './NewProduct.tsx';

const Rules = graphql(`
  query NewProductPage {
    productTypeRules { productType templates templateRequired isSold }
  }
`);

export const DRAFT = 'product.new';

/** Lists a product, by a form that follows the kind of product. */
export function NewProductPage() {
  const t = useText();
  const may = useMay();
  useTitle(t('ui.product.publish'));
  // Read once, because the draft on this device changes while the person types.
  const [kept] = useState(() => readDraft<Listing>(DRAFT)?.values ?? null);
  const [result, reload] = useQuery({ query: Rules });
  if (!may('productPublish')) return <Forbidden mutation="productPublish" />;
  return (
    <QueryGate
      result={result}
      retry={reload}
      skeleton={
        <Page>
          <RecordSkeleton title={t('ui.product.publish')} />
        </Page>
      }
    >
      {({ productTypeRules }) => (
        <NewProduct
          rules={productTypeRules}
          draftId={DRAFT}
          restored={kept !== null}
          values={kept ?? emptyListing()}
        />
      )}
    </QueryGate>
  );
}
