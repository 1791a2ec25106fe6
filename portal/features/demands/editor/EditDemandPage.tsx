import { getRouteApi, useNavigate } from '@tanstack/react-router';
import Big from 'big.js';
import { useState } from 'react';
import { createRequest } from 'urql';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useCommand } from '../../../lib/command.ts';
import { readDraft } from '../../../lib/drafts.ts';
import { useText } from '../../../lib/i18n.tsx';
import type { Prefetch } from '../../../lib/prefetch.ts';
import type { FormVersion } from '../../../lib/version.ts';
import { BackToList } from '../../../list/BackToList.tsx';
import { RouteButton } from '../../../shell/links.ts';
import { RecordGate } from '../../../shell/RecordGate.tsx';
import { RecordSkeleton } from '../../../shell/RecordSkeleton.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { PageHead } from '../../../ui/layout/PageHead.tsx';
import { submitDemand, updateDemand } from '../DemandCommands.ts';
import { DemandForm } from './DemandForm.tsx';
import { type DemandValues, emptyDemand } from './demand-values.ts';

const One = graphql(`
  query EditDemandPage($id: ID!) {
    customerDemand(by: { id: $id }) { id number ...EditDemandPage_demand }
  }
`);
export const prefetch: Prefetch = ({ id }) => [createRequest(One, { id })];
const Demand = graphql(`
  fragment EditDemandPage_demand on CustomerDemand {
    id version number customerName productName expectedShareRatio requirement expectedOrderOn
    expectedAmount { amount }
    product { id }
    viewerActions { name enabled }
  }
`);

const route = getRouteApi('/app/demands/$id/edit');

/** A draft of a demand; its customer stays. */
export function EditDemandPage() {
  const { id } = route.useParams();
  const t = useText();
  return (
    <RecordGate
      prefix="dmd"
      query={One}
      variables={{ id }}
      of={(data) => data.customerDemand}
      title={({ number }) => t('ui.demand.editTitle', { number })}
      skeleton={<RecordSkeleton />}
    >
      {(demand) => <Opened demand={demand} />}
    </RecordGate>
  );
}

function Opened({ demand }: { demand: FragmentType<typeof Demand> }) {
  const t = useText();
  const d = readFragment(Demand, demand);
  // Decided once: a submission by the editor itself must not close it before the page changes.
  const [isDraft] = useState(() =>
    d.viewerActions.some(({ name, enabled }) => name === 'update' && enabled),
  );
  if (isDraft) return <Editor demand={demand} />;
  return (
    <EmptyState
      page
      title={t('ui.demand.notEditable')}
      action={
        <RouteButton to="/demands/$id" params={{ id: d.id }}>
          {t('ui.record.show', { number: d.number })}
        </RouteButton>
      }
    >
      {t('ui.demand.notEditableText')}
    </EmptyState>
  );
}

function Editor({ demand }: { demand: FragmentType<typeof Demand> }) {
  const t = useText();
  const navigate = useNavigate();
  const d = readFragment(Demand, demand);
  const draftId = `demand.${d.id}`;
  const [kept] = useState(() => {
    const draft = readDraft<DemandValues>(draftId);
    // A picker cannot name another product than the saved one.
    return draft && draft.values.productId === d.product?.id ? draft : null;
  });
  const latest: DemandValues = {
    ...emptyDemand,
    who: 'account',
    name: d.customerName,
    cloudAccount: d.customerName,
    productId: d.product?.id ?? null,
    expectedShareRatio: new Big(d.expectedShareRatio).toString(),
    expectedAmount: d.expectedAmount?.amount ?? '',
    expectedOrderOn: d.expectedOrderOn ?? null,
    requirement: d.requirement ?? '',
  };
  const update = useCommand(updateDemand);
  const submitting = useCommand(submitDemand);

  async function send(values: DemandValues, submit: boolean, version: FormVersion) {
    const saved = await update.run({
      id: d.id,
      version: version.base(),
      productId: values.productId ?? '',
      expectedShareRatio: values.expectedShareRatio,
      expectedAmount: values.expectedAmount || null,
      expectedOrderOn: values.expectedOrderOn,
      requirement: values.requirement,
    });
    if (!saved || saved.userErrors.length > 0) return saved?.userErrors ?? null;
    if (saved.customerDemand) version.set(saved.customerDemand.version);
    const sent = submit ? await submitting.run({ id: d.id }) : saved;
    if (!sent || sent.userErrors.length > 0) return sent?.userErrors ?? null;
    toast.show({ tone: 'good', title: t(submit ? 'ui.demand.submitted' : 'ui.demand.saved') });
    return [];
  }

  return (
    <DemandForm
      key={d.id}
      head={
        <PageHead
          title={t('ui.demand.editTitle', { number: d.number })}
          crumbsLabel={t('ui.crumbs')}
          crumbs={[<BackToList key="list" name="demands" label="ui.nav.demands" />]}
        />
      }
      fixedCustomer={d.customerName}
      draftId={draftId}
      values={kept?.values ?? latest}
      saved={{ version: d.version, values: latest }}
      keptVersion={kept?.version}
      product={d.product ? { id: d.product.id, label: d.productName } : null}
      send={send}
      onSent={() => void navigate({ to: '/demands/$id', params: { id: d.id } })}
    />
  );
}
