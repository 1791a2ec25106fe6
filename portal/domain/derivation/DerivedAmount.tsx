import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Button as AriaButton,
  Dialog,
  DialogTrigger,
  Heading,
  Popover,
} from 'react-aria-components';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useText } from '../../lib/i18n.tsx';
import { IconButton } from '../../ui/actions/IconButton.tsx';
import { popoverClass } from '../../ui/overlays/popover.ts';
import { Calculation } from './Calculation.tsx';
import styles from './Derivation.module.css';

const Derivation = graphql(`
  fragment DerivedAmount_derivation on Derivation { rule ...Calculation_derivation }
`);

export interface DerivedAmountProps {
  /** Text of the amount. */
  children: ReactNode;
  derivation: FragmentType<typeof Derivation> | null | undefined;
  title: string;
  /** Number or name of the explained row. */
  note?: ReactNode;
  /** Links and actions of the explained row, below the steps. An action closes the calculation first. */
  more?: ReactNode | ((close: () => void) => ReactNode);
}

/** An amount that opens its calculation. Without one it is plain text. */
export function DerivedAmount({ children, derivation, title, note, more }: DerivedAmountProps) {
  const t = useText();
  if (!derivation) return children;
  const d = readFragment(Derivation, derivation);
  return (
    <DialogTrigger>
      <AriaButton className={styles.amount}>{children}</AriaButton>
      <Popover className={popoverClass} placement="bottom end" offset={4}>
        <Dialog className={styles.dialog}>
          {({ close }) => (
            <>
              <header className={styles.head}>
                <Heading slot="title">{title}</Heading>
                <span className="note">{note}</span>
                <IconButton icon={X} label={t('ui.close')} size="sm" onPress={close} />
              </header>
              <Calculation derivation={d}>
                {typeof more === 'function' ? more(close) : more}
              </Calculation>
            </>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
