import { zodResolver } from '@hookform/resolvers/zod';
import { type Control, useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { RemotePicker } from '../../domain/RemotePicker.tsx';
import { graphql } from '../../gql/gql.ts';
import { useCommand } from '../../lib/command.ts';
import { FormField } from '../../lib/FormField.tsx';
import { isAccepted } from '../../lib/form.ts';
import { useText } from '../../lib/i18n.tsx';
import { FormDialog } from '../../shell/FormDialog.tsx';
import { toast } from '../../ui/feedback/Toast.tsx';
import { needsParent, type Place, PlaceFields, placeOf, placeShape } from './PlaceFields.tsx';

const Companies = graphql(`
  query EnrollDialog_companies($search: String) {
    organizations(
      first: 20
      filter: { search: $search, kind: [PARTNER], status: [ACTIVE] }
      orderBy: { field: CREATED, direction: DESC }
    ) {
      nodes { id name code }
    }
  }
`);
const Enroll = graphql(`
  mutation EnrollDialog_enroll($input: PartnerEnrollInput!, $idempotencyKey: ID!) {
    step: partnerEnroll(input: $input, idempotencyKey: $idempotencyKey) {
      partner { id name }
      userErrors { code field message params { key value } }
    }
  }
`);

interface Values extends Place {
  organizationId: string | null;
}
const schema = z
  .object({
    organizationId: z.nullable(z.string()).check(z.refine((id) => id !== null, 'ui.form.required')),
    ...placeShape,
  })
  .check(needsParent);

/** Enrolls an organization in the CSP program. The newest are offered: older ones are usually members. */
export function EnrollDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const { run } = useCommand(Enroll);
  const form = useForm<Values>({
    resolver: zodResolver(schema),
    defaultValues: { organizationId: null, tier: 'SOLUTION_PROVIDER', parentId: null },
  });
  const submit = form.handleSubmit(async ({ organizationId, ...place }) => {
    const payload = await run({ organizationId: organizationId ?? '', ...placeOf(place) });
    if (!isAccepted(form, payload, t)) return;
    toast.show({
      tone: 'good',
      title: t('ui.partner.enrolled', { name: payload.partner?.name ?? '' }),
    });
    onClose();
  });
  return (
    <FormDialog
      form={form}
      title={t('ui.partner.enroll')}
      description={t('ui.partner.enrollText')}
      confirmLabel={t('ui.partner.enroll')}
      onSubmit={submit}
      onClose={onClose}
    >
      <FormField control={form.control} name="organizationId">
        {(field) => (
          <RemotePicker
            {...field}
            label={t('ui.organization')}
            placeholder={t('ui.choose')}
            emptyText={t('ui.organizations.empty')}
            isRequired
            query={Companies}
            variables={(text) => ({ search: text || null })}
            optionsOf={({ organizations }) =>
              organizations.nodes.map(({ id, name, code }) => ({
                id,
                label: name,
                description: code,
              }))
            }
          />
        )}
      </FormField>
      <PlaceFields control={form.control as unknown as Control<Place>} />
    </FormDialog>
  );
}
