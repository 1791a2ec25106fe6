import { X } from 'lucide-react';
import { createContext, type ReactNode, use } from 'react';
import { useText } from '../lib/i18n.tsx';
import { IconButton } from '../ui/actions/IconButton.tsx';
import { Skeleton } from '../ui/feedback/Skeleton.tsx';
import { PanelLayout, PanelSection } from '../ui/overlays/SidePanel.tsx';
import styles from './PanelFrame.module.css';
import { RecordGate, type RecordGateProps } from './RecordGate.tsx';

/** Steps of a list to the records beside the one in its panel. */
export const PanelSteps = createContext<ReactNode>(null);

export interface PanelFrameProps {
  title: string;
  badges?: ReactNode;
  footer?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

/** The panel of one record: its place in the list, state, title, sections and buttons. */
export function PanelFrame({ title, badges, footer, onClose, children }: PanelFrameProps) {
  const t = useText();
  return (
    <PanelLayout
      head={
        <>
          <div className={styles.head}>
            <div className={styles.badges}>{badges}</div>
            <span className={styles.steps}>{use(PanelSteps)}</span>
            <IconButton icon={X} label={t('ui.close')} onPress={onClose} />
          </div>
          <h2 className={styles.title}>{title}</h2>
        </>
      }
      footer={footer}
    >
      {children}
    </PanelLayout>
  );
}

interface RecordPanelProps<D, R>
  extends Pick<RecordGateProps<D, { id: string }, R>, 'query' | 'prefix' | 'of' | 'children'> {
  id: string;
  onClose: () => void;
}

/** Loads the record of a panel and shows its loading states. */
export function RecordPanel<D, R>({ id, onClose, ...gate }: RecordPanelProps<D, R>) {
  return (
    <RecordGate
      {...gate}
      variables={{ id }}
      skeleton={<PanelSkeleton />}
      missing={<PanelMissing onClose={onClose} />}
    />
  );
}

function PanelSkeleton() {
  return (
    <PanelLayout head={<Skeleton height={24} width="60%" />}>
      <PanelSection>
        <Skeleton lines={6} height={20} />
      </PanelSection>
    </PanelLayout>
  );
}

/** A missing record; the list stays, so the panel can be closed. */
function PanelMissing({ onClose }: { onClose: () => void }) {
  const t = useText();
  return (
    <PanelFrame title={t('ui.failure.notFound.title')} onClose={onClose}>
      <PanelSection>
        <p className="note">{t('ui.failure.notFound.text')}</p>
      </PanelSection>
    </PanelFrame>
  );
}
