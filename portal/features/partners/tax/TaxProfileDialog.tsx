import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { FilesField, filesShape } from '../../../domain/files/FilesField.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import type { TaxpayerType } from '../../../gql/graphql.ts';
import { useCommand } from '../../../lib/command.ts';
import { FormField } from '../../../lib/FormField.tsx';
import { applyUserErrors } from '../../../lib/form.ts';
import { useText } from '../../../lib/i18n.tsx';
import { FormDialog } from '../../../shell/FormDialog.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { RadioGroup } from '../../../ui/fields/RadioGroup.tsx';
import { TextField } from '../../../ui/fields/TextField.tsx';

const Partner = graphql(`
  fragment TaxProfileDialog_partner on Partner {
    id version
    taxpayerProfile {
      id taxpayerType taxNumber invoiceTitle address phone bankName
      businessLicense { id name }
    }
  }
`);
const Update = graphql(`
  mutation TaxProfileDialog_update($input: PartnerUpdateTaxProfileInput!, $idempotencyKey: ID!) {
    step: partnerUpdateTaxProfile(input: $input, idempotencyKey: $idempotencyKey) {
      partner {
        certifiedAt
        taxpayerProfile { bankAccountMasked rejectedAt rejectionReason businessLicense { ...FileLink_file } }
        ...TaxProfileDialog_partner
      }
      userErrors { code field message params { key value } }
    }
  }
`);

const TYPES = ['GENERAL', 'SMALL_SCALE'] as const;
const filled = z.string().check(z.trim(), z.minLength(1, 'ui.form.required'));
const schema = z.object({
  taxpayerType: z.enum(TYPES),
  taxNumber: z
    .string()
    .check(z.trim(), z.regex(/^[\dA-Za-z]{15,20}$/, 'ui.partner.tax.numberShape')),
  invoiceTitle: filled,
  address: filled,
  phone: filled,
  bankName: filled,
  bankAccount: z.string().check(z.trim(), z.regex(/^[\d -]{8,40}$/, 'ui.partner.tax.accountShape')),
  license: filesShape(),
});
const TEXTS = [
  ['invoiceTitle', 100],
  ['taxNumber', 20],
  ['address', 200],
  ['phone', 40],
  ['bankName', 100],
  ['bankAccount', 40],
] as const;

/** Endings of a license: a page or a picture. */
const LICENSE = ['.pdf', '.jpg', '.jpeg', '.png'];

export interface TaxProfileDialogProps {
  partner: FragmentType<typeof Partner>;
  onClose: () => void;
}

/** Sets the tax and bank data. The server asks for fresh proof; the data must then be certified again. */
export function TaxProfileDialog({ partner, onClose }: TaxProfileDialogProps) {
  const t = useText();
  const { id, version, taxpayerProfile: known } = readFragment(Partner, partner);
  const { run } = useCommand(Update);
  const form = useForm<z.infer<typeof schema>>({
    resolver: zodResolver(schema),
    defaultValues: {
      taxpayerType: known?.taxpayerType ?? 'GENERAL',
      taxNumber: known?.taxNumber ?? '',
      invoiceTitle: known?.invoiceTitle ?? '',
      address: known?.address ?? '',
      phone: known?.phone ?? '',
      bankName: known?.bankName ?? '',
      // The account is shown masked only, so it is typed again.
      bankAccount: '',
      license: [],
    },
  });
  const submit = form.handleSubmit(async ({ license, ...values }) => {
    const payload = await run({ id, version, ...values, businessLicenseId: license[0] ?? null });
    if (!payload) return;
    if (payload.userErrors.length > 0) {
      applyUserErrors(form, payload.userErrors, t, { paths: { businessLicenseId: 'license' } });
      return;
    }
    toast.show({ tone: 'good', title: t('ui.partner.tax.saved') });
    onClose();
  });
  return (
    <FormDialog
      form={form}
      size="md"
      title={t('ui.nav.taxProfile')}
      description={t('ui.partner.tax.editText')}
      confirmLabel={t('ui.save')}
      onSubmit={submit}
      onClose={onClose}
    >
      <FormField control={form.control} name="taxpayerType">
        {({ inputRef: _, onChange, ...field }) => (
          <RadioGroup
            {...field}
            onChange={(next) => onChange(next as TaxpayerType)}
            label={t('ui.partner.tax.type')}
            orientation="horizontal"
            options={TYPES.map((one) => ({ id: one, label: t.enum('TaxpayerType', one) }))}
          />
        )}
      </FormField>
      {TEXTS.map(([name, max]) => (
        <FormField key={name} control={form.control} name={name}>
          {(field) => (
            <TextField
              {...field}
              label={t(`ui.partner.tax.${name}`)}
              description={
                name === 'bankAccount' && known ? t('ui.partner.tax.accountAgain') : undefined
              }
              maxLength={max}
              autoComplete="off"
              isRequired
            />
          )}
        </FormField>
      ))}
      <FormField control={form.control} name="license">
        {(field) => (
          <FilesField
            {...field}
            label={t('ui.partner.tax.businessLicense')}
            description={
              known?.businessLicense
                ? t('ui.partner.tax.licenseKept', { name: known.businessLicense.name })
                : t('ui.partner.tax.licenseHelp')
            }
            accept={LICENSE}
            max={1}
          />
        )}
      </FormField>
    </FormDialog>
  );
}
