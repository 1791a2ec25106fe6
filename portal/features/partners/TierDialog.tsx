import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { type Control, useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { ReasonField, reasonShape } from '../../domain/ReasonField.tsx';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useCommand } from '../../lib/command.ts';
import { isAccepted } from '../../lib/form.ts';
import { useText } from '../../lib/i18n.tsx';
import { useFormVersion } from '../../lib/version.ts';
import { FormDialog } from '../../shell/FormDialog.tsx';
import { StaleDialog } from '../../shell/StaleDialog.tsx';
import { toast } from '../../ui/feedback/Toast.tsx';
import type { Option } from '../../ui/fields/Options.tsx';
import { needsParent, type Place, PlaceFields, placeOf, placeShape } from './PlaceFields.tsx';

const Partner = graphql(`
  fragment TierDialog_partner on Partner { id version name tier parent { id name } }
`);
const SetTier = graphql(`
  mutation TierDialog_setTier($input: PartnerSetTierInput!, $idempotencyKey: ID!) {
    step: partnerSetTier(input: $input, idempotencyKey: $idempotencyKey) {
      partner { tier parentName ...PartnerActions_partner }
      userErrors { code field message params { key value } }
    }
  }
`);
interface Values extends Place {
  reason: string;
}
const schema = z.object({ ...placeShape, ...reasonShape }).check(needsParent);

/** Moves a partner to another tier, or below another distributor. */
export function TierDialog({
  partner,
  onClose,
}: {
  partner: FragmentType<typeof Partner>;
  onClose: () => void;
}) {
  const t = useText();
  const p = readFragment(Partner, partner);
  const { run } = useCommand(SetTier);
  const present: Values = { tier: p.tier, parentId: p.parent?.id ?? null, reason: '' };
  const form = useForm<Values>({ resolver: zodResolver(schema), defaultValues: present });
  const version = useFormVersion(p.version);
  // The form holds the distributor's id; the comparison of two versions shows its name.
  const [chosen, setChosen] = useState<Option | null>(null);
  const nameOfParent = (id: string | null): string | null =>
    (id &&
      [p.parent, chosen && { id: chosen.id, name: chosen.label }].find((one) => one?.id === id)
        ?.name) ||
    null;
  const submit = form.handleSubmit(async ({ reason, ...place }) => {
    const payload = await run({ id: p.id, version: version.base(), reason, ...placeOf(place) });
    if (!isAccepted(form, payload, t, { version })) return;
    const tier = t.enum('PartnerTier', place.tier);
    toast.show({ tone: 'good', title: t('ui.partner.tierSet', { name: p.name, tier }) });
    onClose();
  });
  return (
    <>
      <FormDialog
        form={form}
        title={t('ui.partner.setTierTitle', { name: p.name })}
        confirmLabel={t('ui.partner.setTier')}
        onSubmit={submit}
        onClose={onClose}
      >
        <PlaceFields
          control={form.control as unknown as Control<Place>}
          parent={p.parent && { id: p.parent.id, label: p.parent.name }}
          onParent={setChosen}
        />
        <ReasonField control={form.control} label={t('ui.reason')} help={t('ui.reason.audit')} />
      </FormDialog>
      <StaleDialog
        form={form}
        version={version}
        latest={{ version: p.version, values: present }}
        describe={({ tier, parentId }) => [
          { label: t('ui.partner.tier'), text: t.enum('PartnerTier', tier) },
          {
            label: t('ui.partner.parent'),
            text: nameOfParent(placeOf({ tier, parentId }).parentId),
          },
        ]}
        onMine={() => void submit()}
        onTheirs={onClose}
      />
    </>
  );
}
