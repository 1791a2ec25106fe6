import Big from 'big.js';
import { useEffect, useState } from 'react';
import { Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { useText } from '../../../lib/i18n.tsx';
import { lazyComponent, preload } from '../../../lib/lazy.tsx';
import { Button } from '../../../ui/actions/Button.tsx';
import type { Option } from '../../../ui/fields/Options.tsx';
import { PercentField } from '../../../ui/fields/PercentField.tsx';
import { popoverClass } from '../../../ui/overlays/popover.ts';
import styles from './Editor.module.css';

/** Loaded with the first lines; an editor that opens has none. */
const CheckboxGroup = lazyComponent(async () => {
  const { CheckboxGroup: part } = await import('../../../ui/fields/Checkbox.tsx');
  return { part };
}, 'part');

export interface SetAllRatesProps {
  lines: readonly Option[];
  onApply: (payRate: string, specificationIds: readonly string[]) => void;
}

export function SetAllRates(props: SetAllRatesProps) {
  const t = useText();
  useEffect(() => preload(CheckboxGroup), []);
  return (
    <DialogTrigger>
      <Button size="sm">{t('ui.discount.setAll')}</Button>
      <Popover className={popoverClass} placement="bottom end" offset={4}>
        <Dialog aria-label={t('ui.discount.setAll')} className={styles.setAll}>
          {({ close }) => <RateForm {...props} onDone={close} />}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

/** Remounted each time it opens, with every line selected. */
function RateForm({ lines, onApply, onDone }: SetAllRatesProps & { onDone: () => void }) {
  const t = useText();
  const [rate, setRate] = useState('');
  const [chosen, setChosen] = useState(lines.map(({ id }) => id));
  const [tried, setTried] = useState(false);
  const valid = rate !== '' && new Big(rate).gt(0) && new Big(rate).lte(1);
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!valid || chosen.length === 0) return;
        onApply(rate, chosen);
        onDone();
      }}
    >
      <PercentField
        label={t('ui.discount.setRate')}
        value={rate}
        onChange={setRate}
        autoFocus
        error={tried && !valid ? t('error.INVALID_RATE') : null}
      />
      {lines.length > 1 && (
        <CheckboxGroup
          label={t('ui.discount.setRateOf')}
          options={lines}
          value={chosen}
          onChange={setChosen}
          error={tried && chosen.length === 0 ? t('ui.discount.setRateNone') : null}
        />
      )}
      <Button type="submit" variant="primary">
        {t('ui.apply')}
      </Button>
    </form>
  );
}
