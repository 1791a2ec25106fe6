import { type Control, useWatch } from 'react-hook-form';
import { z } from 'zod/mini';
import { RemotePicker } from '../../domain/RemotePicker.tsx';
import { graphql } from '../../gql/gql.ts';
import type { PartnerTier } from '../../gql/graphql.ts';
import { FormField } from '../../lib/FormField.tsx';
import { useText } from '../../lib/i18n.tsx';
import type { Option } from '../../ui/fields/Options.tsx';
import { RadioGroup } from '../../ui/fields/RadioGroup.tsx';
import { TIERS } from './tiers.ts';

const Distributors = graphql(`
  query PlaceFields_distributors($search: String) {
    partners(
      first: 20, filter: { search: $search, tier: [DISTRIBUTOR] }, orderBy: { field: NAME, direction: ASC }
    ) {
      nodes { id name }
    }
  }
`);

/** A place in the program: the tier, and for a sub-distributor the distributor above. */
export interface Place {
  tier: (typeof TIERS)[number];
  parentId: string | null;
}

export const placeShape = { tier: z.enum(TIERS), parentId: z.nullable(z.string()) };
export const needsParent = z.refine<Place>(
  (v) => v.tier !== 'SUB_DISTRIBUTOR' || Boolean(v.parentId),
  {
    error: 'error.PARENT_REQUIRED',
    path: ['parentId'],
  },
);
export const placeOf = ({ tier, parentId }: Place) => ({
  tier,
  parentId: tier === 'SUB_DISTRIBUTOR' ? parentId : null,
});

/** Tier, and the distributor if the tier requires one. */
export function PlaceFields({
  control,
  parent,
  onParent,
}: {
  // Both forms with these fields have further values.
  control: Control<Place>;
  parent?: Option | null;
  onParent?: (parent: Option | null) => void;
}) {
  const t = useText();
  const tier = useWatch({ control, name: 'tier' });
  return (
    <>
      <FormField control={control} name="tier">
        {({ inputRef: _, onChange, ...field }) => (
          <RadioGroup
            {...field}
            onChange={(id) => onChange(id as PartnerTier)}
            label={t('ui.partner.tier')}
            variant="cards"
            options={TIERS.map((id) => ({
              id,
              label: t.enum('PartnerTier', id),
              description: t(`ui.partner.tierText.${id}`),
            }))}
          />
        )}
      </FormField>
      {tier === 'SUB_DISTRIBUTOR' && (
        <FormField control={control} name="parentId">
          {({ onChange, ...field }) => (
            <RemotePicker
              {...field}
              onChange={(id, option) => {
                onChange(id);
                onParent?.(option);
              }}
              initial={parent}
              label={t('ui.partner.parent')}
              emptyText={t('ui.partner.noDistributor')}
              isRequired
              query={Distributors}
              variables={(text) => ({ search: text || null })}
              optionsOf={({ partners }) =>
                partners.nodes.map(({ id, name }) => ({ id, label: name }))
              }
            />
          )}
        </FormField>
      )}
    </>
  );
}
