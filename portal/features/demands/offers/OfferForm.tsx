import { zodResolver } from '@hookform/resolvers/zod';
import { useNavigate } from '@tanstack/react-router';
import Big from 'big.js';
import { Plus, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { useFieldArray, useForm } from 'react-hook-form';
import { RatioScale } from '../../../domain/demand/RatioScale.tsx';
import { ProductPicker } from '../../../domain/ProductPicker.tsx';
import { serverNow } from '../../../lib/clock.ts';
import { useCommand } from '../../../lib/command.ts';
import { fromDay, isoDay, untilDay } from '../../../lib/dates.ts';
import { readDraft, useDraft } from '../../../lib/drafts.ts';
import { FormField } from '../../../lib/FormField.tsx';
import { applyUserErrors } from '../../../lib/form.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { BackToList } from '../../../list/BackToList.tsx';
import { FormProblems } from '../../../shell/FormProblems.tsx';
import { KeptNote } from '../../../shell/KeptNote.tsx';
import { LeaveGuard } from '../../../shell/LeaveGuard.tsx';
import { RestoredBanner } from '../../../shell/RestoredBanner.tsx';
import { Button } from '../../../ui/actions/Button.tsx';
import { IconButton } from '../../../ui/actions/IconButton.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { DatePicker } from '../../../ui/fields/DatePicker.tsx';
import { PercentField } from '../../../ui/fields/PercentField.tsx';
import { TextArea } from '../../../ui/fields/TextArea.tsx';
import { TextField } from '../../../ui/fields/TextField.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { CardGrid, Page } from '../../../ui/layout/Page.tsx';
import { PageHead } from '../../../ui/layout/PageHead.tsx';
import { convertDemand, createOffer } from '../OfferCommands.ts';
import { OfferPrices } from './OfferPrices.tsx';
import { type AnsweredDemand, firstOffer, type OfferValues, offerSchema } from './offer-values.ts';

/** The editor of a private offer: name, customers, prices and period; for a demand also the share. */
export function OfferForm({ demand }: { demand: AnsweredDemand | null }) {
  const t = useText();
  const format = useFormat();
  const navigate = useNavigate();
  const draftId = `offer.${demand?.id ?? 'new'}`;
  // Read once, because the draft on this device changes while the person types.
  const [found, setFound] = useState(() => readDraft<OfferValues>(draftId)?.values ?? null);
  const form = useForm<OfferValues>({
    mode: 'onTouched',
    resolver: zodResolver(offerSchema(demand !== null)),
    defaultValues: found ?? firstOffer(demand),
  });
  const { control } = form;
  const kept = useDraft(draftId, form);
  const fields = useRef<HTMLFormElement>(null);
  const customers = useFieldArray({ control, name: 'customers' });
  const convert = useCommand(convertDemand);
  const create = useCommand(createOffer);
  const share = form.watch('shareRatio');
  const over =
    demand && share && new Big(share).gt(demand.maxShareRatio)
      ? t('ui.authorization.shareOver', { most: format.percent(demand.maxShareRatio) })
      : null;
  const today = isoDay(serverNow());

  const submit = form.handleSubmit(async (values) => {
    const terms = {
      name: values.name,
      lines: values.lines.filter(({ payRate }) => payRate !== ''),
      validFrom: values.validFrom && values.validFrom > today ? fromDay(values.validFrom) : null,
      validUntil: untilDay(values.validUntil ?? today),
      note: values.note || null,
    };
    const payload = demand
      ? await convert.run({
          id: demand.id,
          version: demand.version,
          shareRatio: values.shareRatio,
          floorPayRate: values.floorPayRate || null,
          ...terms,
        })
      : await create.run({
          productId: values.productId ?? '',
          customers: values.customers,
          ...terms,
        });
    if (!payload) return;
    if (payload.userErrors.length > 0 || !payload.privateOffer) {
      applyUserErrors(form, payload.userErrors, t);
      return;
    }
    kept.drop();
    toast.show({ tone: 'good', title: t('ui.privateOffer.created') });
    await navigate({ to: '/private-offers/$id', params: { id: payload.privateOffer.id } });
  });

  function startOver() {
    kept.drop();
    form.reset(firstOffer(demand));
    setFound(null);
  }
  return (
    <Page
      width="narrow"
      footer={
        <>
          <KeptNote draft={kept} />
          <Button variant="primary" disabledReason={over ?? undefined} onPress={() => submit()}>
            {t('ui.privateOffer.create')}
          </Button>
        </>
      }
    >
      <PageHead
        title={t('ui.privateOffer.create')}
        crumbsLabel={t('ui.crumbs')}
        crumbs={[
          <BackToList key="list" name="privateOffers" label="ui.nav.privateOffers" />,
          demand && <span key="demand">{demand.number}</span>,
        ]}
      />
      {found && <RestoredBanner onStartOver={startOver} />}
      <LeaveGuard draft={kept} />
      <FormProblems form={form} within={fields} />
      <form ref={fields} className="stack" onSubmit={(event) => event.preventDefault()} noValidate>
        <Card title={t('ui.privateOffer.about')} note={t('ui.privateOffer.nameNote')}>
          <div className="stack">
            <FormField control={control} name="name">
              {(field) => (
                <TextField
                  {...field}
                  label={t('ui.privateOffer.name')}
                  description={t('ui.privateOffer.nameHelp')}
                  maxLength={100}
                  isRequired
                />
              )}
            </FormField>
            {demand ? (
              <CardGrid>
                <TextField label={t('ui.customer')} value={demand.customer} isReadOnly />
                <TextField label={t('ui.product')} value={demand.product.label} isReadOnly />
                <TextField label={t('ui.partner')} value={demand.partner} isReadOnly />
              </CardGrid>
            ) : (
              <>
                <FormField control={control} name="productId">
                  {(field) => <ProductPicker {...field} isRequired />}
                </FormField>
                {customers.fields.map(({ id }, i) => (
                  <CardGrid key={id}>
                    <FormField control={control} name={`customers.${i}.name`}>
                      {(field) => <TextField {...field} label={t('ui.customer.name')} isRequired />}
                    </FormField>
                    <FormField control={control} name={`customers.${i}.cloudAccount`}>
                      {(field) => (
                        <TextField
                          {...field}
                          label={t('ui.customer.cloudAccount')}
                          description={t('ui.demand.accountHelp')}
                          isRequired
                        />
                      )}
                    </FormField>
                    {customers.fields.length > 1 && (
                      <IconButton
                        icon={Trash2}
                        label={t('ui.privateOffer.removeCustomer')}
                        onPress={() => customers.remove(i)}
                      />
                    )}
                  </CardGrid>
                ))}
                <div>
                  <Button
                    size="sm"
                    icon={Plus}
                    onPress={() => customers.append({ cloudAccount: '', name: '' })}
                  >
                    {t('ui.privateOffer.addCustomer')}
                  </Button>
                </div>
              </>
            )}
            <CardGrid>
              <FormField control={control} name="validFrom">
                {(field) => (
                  <DatePicker
                    {...field}
                    label={t('ui.discount.firstDay')}
                    description={t('ui.authorization.firstDayHelp')}
                    min={today}
                    isRequired
                  />
                )}
              </FormField>
              <FormField control={control} name="validUntil">
                {(field) => (
                  <DatePicker
                    {...field}
                    label={t('ui.discount.lastDay')}
                    description={t('ui.discount.lastDayHelp')}
                    min={today}
                    isRequired
                  />
                )}
              </FormField>
            </CardGrid>
          </div>
        </Card>
        <OfferPrices form={form} />
        {demand && (
          <Card title={t('ui.demand.ratio')} note={t('ui.demand.ratio.note')}>
            <CardGrid>
              <FormField control={control} name="shareRatio">
                {(field) => (
                  <PercentField
                    {...field}
                    label={t('ui.privateOffer.share.granted')}
                    error={over ?? field.error}
                    isRequired
                  />
                )}
              </FormField>
              <FormField control={control} name="floorPayRate">
                {(field) => (
                  <PercentField
                    {...field}
                    label={t('ui.authorization.floorPayRate')}
                    description={t('ui.privateOffer.floorHelp')}
                  />
                )}
              </FormField>
            </CardGrid>
            <RatioScale
              expected={demand.expectedShareRatio}
              granted={share || null}
              maximum={demand.maxShareRatio}
            />
          </Card>
        )}
        <Card title={t('ui.privateOffer.note')}>
          <FormField control={control} name="note">
            {(field) => (
              <TextArea
                {...field}
                label={t('ui.privateOffer.note')}
                description={t('ui.privateOffer.noteHelp')}
                rows={2}
                maxLength={1000}
              />
            )}
          </FormField>
        </Card>
      </form>
    </Page>
  );
}
