import { Button } from '../ui/actions/Button.tsx';
import styles from './ReasonTemplates.module.css';

export interface ReasonTemplatesProps {
  templates: readonly string[];
  onChoose: (text: string) => void;
}

/** Buttons that fill the reason's box with a text. */
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
