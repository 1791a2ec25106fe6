import { Plus, X } from 'lucide-react';
import { type UseFormReturn, useFieldArray } from 'react-hook-form';
import { useText } from '../../../lib/i18n.tsx';
import { Button } from '../../../ui/actions/Button.tsx';
import { IconButton } from '../../../ui/actions/IconButton.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import styles from './Listing.module.css';
import { emptySpecification, type Listing } from './listing.ts';
import { SpecificationBoxes } from './SpecificationBoxes.tsx';

/** The specifications with their list prices; at least one. */
export function SpecificationFields({ form }: { form: UseFormReturn<Listing> }) {
  const t = useText();
  const { control, formState } = form;
  const { fields, append, remove } = useFieldArray({ control, name: 'specifications' });
  const { specifications: problem } = formState.errors;
  return (
    <div className="stack">
      {problem?.message && <Banner tone="bad">{t.maybe(problem.message)}</Banner>}
      {fields.map(({ id }, index) => (
        <fieldset
          key={id}
          className={styles.specification}
          aria-label={t('ui.product.spec', { n: index + 1 })}
        >
          <SpecificationBoxes control={control} index={index} />
          <span className={styles.remove}>
            {fields.length > 1 && (
              <IconButton
                icon={X}
                label={t('ui.product.removeSpec', { n: index + 1 })}
                onPress={() => remove(index)}
              />
            )}
          </span>
        </fieldset>
      ))}
      <span>
        <Button icon={Plus} size="sm" onPress={() => append(emptySpecification())}>
          {t('ui.product.addSpec')}
        </Button>
      </span>
    </div>
  );
}
