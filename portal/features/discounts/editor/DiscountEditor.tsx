import { zodResolver } from '@hookform/resolvers/zod';
import { useRef, useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { useQuery } from 'urql';
import { graphql } from '../../../gql/gql.ts';
import { checkConnection } from '../../../lib/connection.ts';
import { useSettled } from '../../../lib/debounce.ts';
import { useDraft } from '../../../lib/drafts.ts';
import { useText } from '../../../lib/i18n.tsx';
import { lazyComponent } from '../../../lib/lazy.tsx';
import { useFormVersion } from '../../../lib/version.ts';
import { BackToList } from '../../../list/BackToList.tsx';
import { FormProblems } from '../../../shell/FormProblems.tsx';
import { KeptNote } from '../../../shell/KeptNote.tsx';
import { LeaveGuard } from '../../../shell/LeaveGuard.tsx';
import { RouteLink } from '../../../shell/links.ts';
import { RestoredBanner } from '../../../shell/RestoredBanner.tsx';
import { Button } from '../../../ui/actions/Button.tsx';
import type { Option } from '../../../ui/fields/Options.tsx';
import { Columns, Page } from '../../../ui/layout/Page.tsx';
import { PageHead } from '../../../ui/layout/PageHead.tsx';
import { EditorAside } from './EditorAside.tsx';
import { EditorGoods } from './EditorGoods.tsx';
import { EditorLines } from './EditorLines.tsx';
import { EditorTerms } from './EditorTerms.tsx';
import { type EditorValues, editorSchema, emptyLine, quoteOf } from './editor-values.ts';
import { type SavedDraft, useEditorSave } from './useEditorSave.ts';

const StaleDraft = lazyComponent(() => import('./StaleDraft.tsx'), 'StaleDraft');

const Quote = graphql(`
  query DiscountEditor_quote($input: ExclusiveDiscountQuoteInput!) {
    exclusiveDiscountQuote(input: $input) {
      ...EditorAside_quote
      ...EditorLines_quote
      ...EditorTerms_quote
      lines { belowFloor overlap { number } }
    }
  }
`);

const Product = graphql(`
  query DiscountEditor_product($id: ID!) {
    product(by: { id: $id }) {
      id
      specifications { id status name }
      ...EditorLines_product
      ...EditorAside_product
    }
  }
`);

export interface DiscountEditorProps {
  draftId: string;
  restored: boolean;
  values: EditorValues;
  customer?: Option | null;
  product?: Option | null;
  saved: SavedDraft | null;
  version?: number;
}

/**
 * The discount editor: customer, product, prices and period. The server's quote provides floors,
 * reviewer and checks.
 */
export function DiscountEditor(props: DiscountEditorProps) {
  const t = useText();
  const form = useForm<EditorValues>({
    mode: 'onTouched',
    resolver: zodResolver(editorSchema),
    defaultValues: props.values,
  });
  const values = useWatch({ control: form.control }) as EditorValues;
  const version = useFormVersion(props.saved?.version ?? 0, props.version);
  const draft = useDraft(props.draftId, form, version.base());
  const fields = useRef<HTMLFormElement>(null);
  const [restored] = useState(props.restored);

  const [{ data: goods }] = useQuery({
    query: Product,
    variables: { id: values.productId ?? '' },
    pause: !values.productId,
  });
  const product = values.productId === goods?.product?.id ? goods?.product : null;

  const asked = JSON.stringify(quoteOf(values, props.saved?.id ?? null));
  const question = useSettled(asked);
  const [{ data: priced, fetching }, askAgain] = useQuery({
    query: Quote,
    variables: { input: JSON.parse(question) },
    pause: question === 'null',
    requestPolicy: 'network-only',
  });
  const quote = question === 'null' ? null : priced?.exclusiveDiscountQuote;
  const special = quote?.lines.some((line) => line.belowFloor) ?? false;
  const verdict = { special, isCurrent: question === asked && !fetching };
  const { save, submit, again, busy } = useEditorSave(
    form,
    props.saved,
    version,
    draft,
    verdict,
    askAgain,
  );

  function takeLatest() {
    form.reset(props.saved?.values);
    draft.drop();
  }
  async function startOver() {
    if (!(await checkConnection())) return;
    draft.drop();
    window.location.reload();
  }
  return (
    <Page
      footer={
        <>
          <KeptNote draft={draft} />
          <Button isPending={busy === 'save'} isDisabled={busy !== null} onPress={save}>
            {t('ui.discount.saveDraft')}
          </Button>
          <Button
            variant="primary"
            isPending={busy === 'submit'}
            isDisabled={busy !== null}
            onPress={submit}
          >
            {t(special ? 'ui.discount.submitSpecial' : 'ui.discount.submit')}
          </Button>
        </>
      }
    >
      <PageHead
        title={t(props.saved ? 'ui.discount.editTitle' : 'ui.discount.create')}
        crumbsLabel={t('ui.crumbs')}
        crumbs={[
          <BackToList key="list" name="discounts" label="ui.nav.discounts" />,
          props.saved && (
            <RouteLink key="one" to="/discounts/$id" params={{ id: props.saved.id }}>
              {props.saved.number}
            </RouteLink>
          ),
        ]}
      />
      {restored && <RestoredBanner onStartOver={startOver} />}
      <LeaveGuard draft={draft} />
      {props.saved && version.isStale && (
        <StaleDraft
          form={form}
          saved={props.saved}
          version={version}
          specifications={product?.specifications ?? []}
          onMine={again}
          onTheirs={takeLatest}
        />
      )}
      <FormProblems form={form} within={fields} />
      <form ref={fields} onSubmit={(event) => event.preventDefault()} noValidate>
        <Columns
          aside={
            <EditorAside
              quote={quote}
              product={product}
              loading={fetching}
              name={values.name}
              special={special}
            />
          }
        >
          <EditorGoods
            form={form}
            customer={props.customer}
            product={props.product}
            locked={props.saved !== null}
            onProduct={() => form.setValue('lines', [], { shouldDirty: true })}
          />
          <EditorLines
            form={form}
            product={product}
            quote={quote}
            special={special}
            onFill={(ids) => form.setValue('lines', ids.map(emptyLine), { shouldDirty: true })}
          />
          <EditorTerms form={form} quote={quote} />
        </Columns>
      </form>
    </Page>
  );
}
