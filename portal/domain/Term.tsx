import { CircleQuestionMark } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { useText } from '../lib/i18n.tsx';
import { Icon } from '../ui/display/Icon.tsx';
import { popoverClass } from '../ui/overlays/popover.ts';
import styles from './Term.module.css';

/** Terms of the trade with one or two sentences each in the catalogs: `ui.term.<name>`. */
export type TermName =
  | 'payRate'
  | 'floor'
  | 'bindingType'
  | 'netPrice'
  | 'settlement'
  | 'estimate'
  | 'share'
  | 'special'
  | 'performance';

/** A label with a "?" that explains it in place. */
export function Term({ of, children }: { of: TermName; children: ReactNode }) {
  return (
    <span className={styles.term}>
      {children}
      <TermHelp of={of} />
    </span>
  );
}

/** The "?" of a term. */
export function TermHelp({ of }: { of: TermName }) {
  const t = useText();
  return (
    <DialogTrigger>
      <Button
        className={styles.help}
        aria-label={t('ui.term.explain', { term: t(`ui.term.${of}.name`) })}
      >
        <Icon of={CircleQuestionMark} size={14} />
      </Button>
      <Popover className={popoverClass} placement="bottom start" offset={4}>
        <Dialog className={styles.text} aria-label={t(`ui.term.${of}.name`)}>
          <strong>{t(`ui.term.${of}.name`)}</strong>
          <p>{t(`ui.term.${of}`)}</p>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
