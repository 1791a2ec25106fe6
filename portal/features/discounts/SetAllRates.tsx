import { useState } from 'react';
import { Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { useText } from '../../lib/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { popoverClass } from '../../ui/Options.tsx';
import { PercentField } from '../../ui/PercentField.tsx';
import styles from './Editor.module.css';

/** Gives every line the same pay rate. */
export function SetAllRates({ onApply }: { onApply: (payRate: string) => void }) {
  const t = useText();
  const [rate, setRate] = useState('');
  return (
    <DialogTrigger>
      <Button size="sm">{t('ui.discount.setAll')}</Button>
      <Popover className={popoverClass} placement="bottom end" offset={4}>
        <Dialog aria-label={t('ui.discount.setAll')} className={styles.setAll}>
          {({ close }) => (
            <form
              className="row"
              onSubmit={(event) => {
                event.preventDefault();
                if (rate) onApply(rate);
                close();
              }}
            >
              <PercentField label={t('ui.rate')} hideLabel value={rate} onChange={setRate} />
              <Button type="submit" variant="primary" isDisabled={rate === ''}>
                {t('ui.apply')}
              </Button>
            </form>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
