import { zodResolver } from '@hookform/resolvers/zod';
import Big from 'big.js';
import { type ReactNode, useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import { useProductLimits } from '../../../domain/useProductLimits.ts';
import { useDraft } from '../../../lib/drafts.ts';
import { applyUserErrors, type UserErrorLike } from '../../../lib/form.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { type FormVersion, useFormVersion } from '../../../lib/version.ts';
import { FormProblems } from '../../../shell/FormProblems.tsx';
import { KeptNote } from '../../../shell/KeptNote.tsx';
import { LeaveGuard } from '../../../shell/LeaveGuard.tsx';
import { RestoredBanner } from '../../../shell/RestoredBanner.tsx';
import { StaleDialog } from '../../../shell/StaleDialog.tsx';
import { Button } from '../../../ui/actions/Button.tsx';
import type { Option } from '../../../ui/fields/Options.tsx';
import { Page } from '../../../ui/layout/Page.tsx';
import { CustomerCard } from './CustomerCard.tsx';
import { type DemandValues, demandSchema } from './demand-values.ts';
import { GoodsCard } from './GoodsCard.tsx';

export interface DemandFormProps {
  head: ReactNode;
  values: DemandValues;
  customer?: Option | null;
  product?: Option | null;
  /** The customer of a saved demand does not change. */
  fixedCustomer?: string;
  /** Name of the input kept on this device. */
  draftId: string;
  /** The saved demand as it is now. */
  saved?: { version: number; values: DemandValues };
  /** Values of a new demand without the input kept on this device. */
  fresh?: DemandValues;
  /** Version of the saved demand from which kept input was made; 0 for a new demand. */
  keptVersion?: number;
  /** Sends the demand, submitted or as a draft; null when the request failed. */
  send: (
    values: DemandValues,
    submit: boolean,
    version: FormVersion,
  ) => Promise<readonly UserErrorLike[] | null>;
  /** Leaves the form after it was sent and its kept input was dropped. */
  onSent: () => void;
}

/** Customer, product and expected share of a demand, with the product's largest share live. */
export function DemandForm(props: DemandFormProps) {
  const { head, values, customer, product, fixedCustomer, draftId, saved, keptVersion, send } =
    props;
  const t = useText();
  const format = useFormat();
  const form = useForm<DemandValues>({
    mode: 'onTouched',
    resolver: zodResolver(demandSchema),
    defaultValues: values,
  });
  const version = useFormVersion(saved?.version ?? 0, keptVersion);
  const kept = useDraft(draftId, form, version.base());
  const [isRestored, setRestored] = useState(keptVersion !== undefined);
  /** The running step. It stays set once the demand is sent, until the page is left. */
  const [busy, setBusy] = useState<'save' | 'submit' | null>(null);
  const [lastStep, setLastStep] = useState<'save' | 'submit'>('save');
  const fields = useRef<HTMLFormElement>(null);
  const [productId, shareRatio] = form.watch(['productId', 'expectedShareRatio']);
  const limits = useProductLimits(productId);
  const most = limits?.maxShareRatio;
  const excess =
    most && shareRatio && new Big(shareRatio).gt(most)
      ? t('ui.authorization.shareOver', { most: format.percent(most) })
      : null;
  const save = (step: 'save' | 'submit') =>
    form.handleSubmit(async (given) => {
      setBusy(step);
      setLastStep(step);
      const errors = await send(given, step === 'submit', version);
      if (errors?.length === 0) {
        kept.drop();
        props.onSent();
        return;
      }
      setBusy(null);
      if (!errors) return;
      version.note(errors);
      applyUserErrors(form, errors, t, {
        paths: { customer: 'cloudAccount', 'customer.name': 'name' },
      });
    })();
  function takeLatest() {
    kept.drop();
    setRestored(false);
    if (saved) version.set(saved.version);
    form.reset(saved?.values ?? props.fresh);
  }
  return (
    <Page
      width="narrow"
      footer={
        <>
          <KeptNote draft={kept} />
          <Button
            isPending={busy === 'save'}
            isDisabled={busy !== null}
            onPress={() => void save('save')}
          >
            {t('ui.demand.save')}
          </Button>
          <Button
            variant="primary"
            isPending={busy === 'submit'}
            isDisabled={busy !== null}
            disabledReason={excess ?? undefined}
            onPress={() => void save('submit')}
          >
            {t('ui.demand.submit')}
          </Button>
        </>
      }
    >
      {head}
      {isRestored && <RestoredBanner onStartOver={takeLatest} />}
      <LeaveGuard draft={kept} />
      {saved && (
        <StaleDialog
          form={form}
          version={version}
          latest={saved}
          describe={(values) => [
            {
              label: t('ui.product'),
              text: values.productId === product?.id ? product?.label : (limits?.name ?? null),
            },
            {
              label: t('ui.demand.expected'),
              text: values.expectedShareRatio && format.percent(values.expectedShareRatio),
            },
            {
              label: t('ui.demand.amount'),
              text: values.expectedAmount && format.amount(values.expectedAmount),
            },
            { label: t('ui.demand.orderOn'), text: values.expectedOrderOn },
            { label: t('ui.demand.requirement'), text: values.requirement.trim() },
          ]}
          onMine={() => void save(lastStep)}
          onTheirs={takeLatest}
        />
      )}
      <FormProblems form={form} within={fields} />
      <form ref={fields} className="stack" onSubmit={(event) => event.preventDefault()} noValidate>
        <CustomerCard form={form} initial={customer} fixedCustomer={fixedCustomer} />
        <GoodsCard form={form} initial={product} limits={limits} excess={excess} />
      </form>
    </Page>
  );
}
