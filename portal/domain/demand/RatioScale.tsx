import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { Scale, type ScaleMark } from '../../ui/display/Scale.tsx';

export interface RatioScaleProps {
  /** Fractions as decimal text; '' or null for a value that is not known. */
  expected: string | null;
  granted?: string | null;
  standard?: string | null;
  maximum: string;
}

/** Share ratios on one scale up to the product's largest: usual, expected and granted. */
export function RatioScale({ expected, granted, standard, maximum }: RatioScaleProps) {
  const t = useText();
  const format = useFormat();
  const most = Number(maximum);
  const values = [
    ['standard', standard, false],
    ['expected', expected, !granted],
    ['granted', granted, true],
  ] as const;
  const marks = values.flatMap(([id, value, above]): ScaleMark[] =>
    value
      ? [
          {
            id,
            at: Number(value) / most,
            above,
            label: t(`ui.demand.ratio.${id}`, { share: format.percent(value) }),
          },
        ]
      : [],
  );
  const shown = Number(granted || expected || 0);
  return (
    <Scale
      label={t('ui.demand.ratio')}
      filled={most > 0 ? shown / most : 0}
      tone={shown > most ? 'bad' : 'brand'}
      marks={[
        ...marks,
        {
          id: 'maximum',
          at: 1,
          label: t('ui.demand.ratio.maximum', { share: format.percent(maximum) }),
        },
      ]}
    />
  );
}
