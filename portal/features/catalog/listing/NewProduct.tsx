import { zodResolver } from '@hookform/resolvers/zod';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import { type Resolver, useForm, useWatch } from 'react-hook-form';
import { graphql } from '../../../gql/gql.ts';
import { useCommand } from '../../../lib/command.ts';
import { useDraft } from '../../../lib/drafts.ts';
import { applyUserErrors } from '../../../lib/form.ts';
import { useText } from '../../../lib/i18n.tsx';
import { sideOf, useSession } from '../../../lib/session.ts';
import { BackToList } from '../../../list/BackToList.tsx';
import { FormProblems } from '../../../shell/FormProblems.tsx';
import { KeptNote } from '../../../shell/KeptNote.tsx';
import { LeaveGuard } from '../../../shell/LeaveGuard.tsx';
import { RestoredBanner } from '../../../shell/RestoredBanner.tsx';
import { Button } from '../../../ui/actions/Button.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { Columns, Page } from '../../../ui/layout/Page.tsx';
import { PageHead } from '../../../ui/layout/PageHead.tsx';
import { ConfirmDialog } from '../../../ui/overlays/ConfirmDialog.tsx';
import { DeliveryFields } from './DeliveryFields.tsx';
import { ListingPreview } from './ListingPreview.tsx';
import {
  emptyListing,
  type Listing,
  listingSchema,
  publishInput,
  ruleOf,
  type TypeRule,
} from './listing.ts';
import { ProductFields } from './ProductFields.tsx';
import { RateFields } from './RateFields.tsx';
import { SpecificationFields } from './SpecificationFields.tsx';

const Check = graphql(`
  mutation NewProduct_check($input: ProductPublishInput!, $idempotencyKey: ID!) {
    step: productPublish(input: $input, idempotencyKey: $idempotencyKey, validateOnly: true) {
      userErrors { code field message params { key value } }
    }
  }
`);
const Publish = graphql(`
  mutation NewProduct_publish($input: ProductPublishInput!, $idempotencyKey: ID!) {
    step: productPublish(input: $input, idempotencyKey: $idempotencyKey) {
      product { id name }
      userErrors { code field message params { key value } }
    }
  }
`);

export interface NewProductProps {
  rules: readonly TypeRule[];
  draftId: string;
  restored: boolean;
  values: Listing;
}

/** The form of a new listing. The server checks it before the person confirms. */
export function NewProduct({ rules, draftId, restored, values: first }: NewProductProps) {
  const t = useText();
  const navigate = useNavigate();
  const isOperator = sideOf(useSession()) === 'OPERATOR';
  const schema = useMemo(() => listingSchema(rules, isOperator), [rules, isOperator]);
  const form = useForm<Listing>({
    mode: 'onTouched',
    // The schema keeps the type and the template as text.
    resolver: zodResolver(schema) as unknown as Resolver<Listing>,
    defaultValues: first,
  });
  const values = useWatch({ control: form.control }) as Listing;
  const rule = ruleOf(rules, values.productType);
  const draft = useDraft(draftId, form);
  const fields = useRef<HTMLFormElement>(null);
  const [kept, setKept] = useState(restored);
  const [checked, setChecked] = useState<Listing | null>(null);
  const check = useCommand(Check);
  const publish = useCommand(Publish);

  const ask = form.handleSubmit(async (listing) => {
    const payload = await check.run(publishInput(listing, rule));
    if (!payload) return;
    if (payload.userErrors.length > 0) applyUserErrors(form, payload.userErrors, t);
    else setChecked(listing);
  });
  async function send() {
    if (!checked) return;
    const payload = await publish.run(publishInput(checked, rule));
    if (!payload?.product) {
      applyUserErrors(form, payload?.userErrors ?? [], t);
      return;
    }
    draft.drop();
    toast.show({ tone: 'good', title: t('ui.product.published', { name: checked.name }) });
    await navigate({ to: '/products', search: { open: payload.product.id } });
  }
  function startAgain() {
    draft.drop();
    form.reset(emptyListing());
    setKept(false);
  }
  return (
    <Page
      footer={
        <>
          <KeptNote draft={draft} />
          <Button variant="primary" isPending={check.pending} onPress={() => void ask()}>
            {t('ui.product.checkAndPublish')}
          </Button>
        </>
      }
    >
      <PageHead
        title={t('ui.product.publish')}
        crumbsLabel={t('ui.crumbs')}
        crumbs={[<BackToList key="list" name="products" label="ui.nav.products" />]}
      />
      {kept && <RestoredBanner onStartOver={startAgain} />}
      <LeaveGuard draft={draft} />
      <FormProblems form={form} within={fields} />
      <form ref={fields} onSubmit={(event) => event.preventDefault()} noValidate>
        <Columns aside={<ListingPreview values={values} rule={rule} />}>
          <Card title={t('ui.product.basics')}>
            <ProductFields form={form} rules={rules} isOperator={isOperator} />
          </Card>
          <Card title={t(rule.isSold ? 'ui.product.delivery' : 'ui.product.leadTitle')}>
            <DeliveryFields form={form} rule={rule} />
          </Card>
          {rule.isSold && (
            <>
              <Card title={t('ui.product.specsAndPrices')} note={t('ui.product.pricesNote')}>
                <SpecificationFields form={form} />
              </Card>
              <Card title={t('ui.product.partnerTerms')} note={t('ui.product.partnerTermsNote')}>
                <RateFields form={form} />
              </Card>
            </>
          )}
        </Columns>
      </form>
      <ConfirmDialog
        isOpen={checked !== null}
        onOpenChange={() => setChecked(null)}
        title={t('ui.product.publishTitle', { name: checked?.name ?? '' })}
        confirmLabel={t('ui.product.publish')}
        cancelLabel={t('ui.back')}
        onConfirm={send}
      >
        {t('ui.product.publishText')}
      </ConfirmDialog>
    </Page>
  );
}
