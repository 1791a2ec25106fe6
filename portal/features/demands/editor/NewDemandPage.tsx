import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { createRequest, useQuery } from 'urql';
import { graphql } from '../../../gql/gql.ts';
import { useCommand } from '../../../lib/command.ts';
import { newDraftId, readDraft } from '../../../lib/drafts.ts';
import { useText } from '../../../lib/i18n.tsx';
import type { Prefetch } from '../../../lib/prefetch.ts';
import { useMay } from '../../../lib/session.ts';
import { BackToList } from '../../../list/BackToList.tsx';
import { Forbidden } from '../../../shell/NotFound.tsx';
import { QueryGate } from '../../../shell/QueryGate.tsx';
import { RecordSkeleton } from '../../../shell/RecordSkeleton.tsx';
import { useTitle } from '../../../shell/title.ts';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { Page } from '../../../ui/layout/Page.tsx';
import { PageHead } from '../../../ui/layout/PageHead.tsx';
import { createDemand } from '../DemandCommands.ts';
import { DemandForm } from './DemandForm.tsx';
import { type DemandValues, emptyDemand } from './demand-values.ts';

const NewDemand = graphql(`
  query NewDemandPage($customerId: ID!, $withCustomer: Boolean!, $productId: ID!, $withProduct: Boolean!) {
    customer(by: { id: $customerId }) @include(if: $withCustomer) { id name }
    product(by: { id: $productId }) @include(if: $withProduct) { id name }
  }
`);

const route = getRouteApi('/app/demands/new');

interface NewSearch {
  customer?: string;
  product?: string;
}

/** The draft on this device or the first values, and the question that completes them. */
function openingOf({ customer, product }: NewSearch) {
  const draftId = newDraftId<DemandValues>('demand.new', {
    customerId: customer,
    productId: product,
  });
  const kept = readDraft<DemandValues>(draftId);
  const fresh: DemandValues = {
    ...emptyDemand,
    customerId: customer ?? null,
    productId: product ?? null,
  };
  const first = kept?.values ?? fresh;
  const variables = {
    customerId: first.customerId ?? '',
    withCustomer: Boolean(first.customerId),
    productId: first.productId ?? '',
    withProduct: Boolean(first.productId),
  };
  const isComplete = !variables.withCustomer && !variables.withProduct;
  return { draftId, first, fresh, keptVersion: kept?.version, variables, isComplete };
}

export const prefetch: Prefetch = ({ search }) => {
  const { variables, isComplete } = openingOf(search);
  return isComplete ? [] : [createRequest(NewDemand, variables)];
};

/** A new demand, for the customer and product in the address. */
export function NewDemandPage() {
  const t = useText();
  const may = useMay();
  const navigate = useNavigate();
  const search = route.useSearch();
  const { run } = useCommand(createDemand);
  useTitle(t('ui.demand.create'));
  const sent = useRef<string | null>(null);
  // Read once, because the draft on this device changes while the person types.
  const [opening] = useState(() => openingOf(search));
  const { draftId, first, fresh, keptVersion, variables, isComplete } = opening;
  const [result, reload] = useQuery({ query: NewDemand, variables, pause: isComplete });
  if (!may('customerDemandCreate')) return <Forbidden mutation="customerDemandCreate" />;

  async function send(values: DemandValues, submit: boolean) {
    const { who, customerId, name, cloudAccount, productId, requirement } = values;
    const payload = await run({
      ...(who === 'own' ? { customerId } : { customer: { name, cloudAccount } }),
      productId: productId ?? '',
      expectedShareRatio: values.expectedShareRatio,
      expectedAmount: values.expectedAmount || null,
      expectedOrderOn: values.expectedOrderOn,
      requirement,
      submit,
    });
    if (!payload) return null;
    if (payload.customerDemand && payload.userErrors.length === 0) {
      toast.show({ tone: 'good', title: t(submit ? 'ui.demand.submitted' : 'ui.demand.saved') });
      sent.current = payload.customerDemand.id;
    }
    return payload.userErrors;
  }

  return (
    <QueryGate
      result={isComplete ? { ...result, data: { __typename: 'Query' } } : result}
      retry={reload}
      skeleton={
        <Page>
          <RecordSkeleton title={t('ui.demand.create')} />
        </Page>
      }
    >
      {(data) => (
        <DemandForm
          head={
            <PageHead
              title={t('ui.demand.create')}
              crumbsLabel={t('ui.crumbs')}
              crumbs={[<BackToList key="list" name="demands" label="ui.nav.demands" />]}
            />
          }
          draftId={draftId}
          values={{
            ...first,
            customerId: data.customer?.id ?? null,
            productId: data.product?.id ?? null,
          }}
          fresh={fresh}
          keptVersion={keptVersion}
          customer={data.customer ? { id: data.customer.id, label: data.customer.name } : null}
          product={data.product ? { id: data.product.id, label: data.product.name } : null}
          send={send}
          onSent={() =>
            sent.current && void navigate({ to: '/demands/$id', params: { id: sent.current } })
          }
        />
      )}
    </QueryGate>
  );
}
