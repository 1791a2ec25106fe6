import { Button } from '../ui/actions/Button.tsx';
import styles from './ReasonTemplates.module.css';

export interface ReasonTemplatesProps {
  templates: readonly string[];
  onChoose: (text: string) => void;
}

/** Sentences that fill the box of a reason at a press. */
export function ReasonTemplates({ templates, onChoose }: ReasonTemplatesProps) {
  if (templates.length === 0) return null;
  return (
    <div className={styles.templates}>
      {templates.map((text) => (
        <Button key={text} size="sm" onPress={() => onChoose(text)}>
          {text}
        </Button>
      ))}
    </div>
  );
}
