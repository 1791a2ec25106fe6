import { type RefObject, useEffect, useRef, useState } from 'react';
import type { FieldValues, UseFormReturn } from 'react-hook-form';
import { useText } from '../lib/i18n.tsx';
import { Link } from '../ui/actions/Link.tsx';
import { Banner } from '../ui/feedback/Banner.tsx';
import { type Refused, refusedIn } from '../ui/fields/Field.tsx';

export interface FormProblemsProps<V extends FieldValues> {
  form: UseFormReturn<V>;
  /** The element around the controls. */
  within: RefObject<HTMLElement | null>;
}

const wordsOf = (problems: readonly Refused[]) =>
  problems.map(({ label, error }) => label + error).join();

/**
 * Problems of a submitted form: general messages, and a link to each invalid control. A single
 * invalid control needs no link, because it has the focus.
 */
export function FormProblems<V extends FieldValues>({ form, within }: FormProblemsProps<V>) {
  const t = useText();
  const { errors, submitCount } = form.formState;
  const [found, setFound] = useState<readonly Refused[]>([]);
  // Read from the controls, which know their labels; some produce their own errors.
  useEffect(() => {
    const now = submitCount > 0 && within.current ? refusedIn(within.current) : [];
    setFound((before) => (wordsOf(before) === wordsOf(now) ? before : now));
  });
  const loose = errors.root?.server?.message;
  const banner = useRef<HTMLDivElement>(null);
  // The submit button may be far below.
  useEffect(() => {
    if (loose) banner.current?.scrollIntoView({ block: 'center' });
  }, [loose]);
  const linked = found.length > 1 ? found : [];
  if (!loose && linked.length === 0) return null;
  return (
    <div ref={banner}>
      <Banner
        tone="bad"
        live
        title={linked.length > 0 && t('ui.form.problemCount', { count: linked.length })}
      >
        {loose && <p>{loose}</p>}
        {linked.length > 0 && (
          <ul>
            {linked.map(({ label, error, focus }) => (
              <li key={label}>
                <Link
                  href="#"
                  onClick={(event) => {
                    event.preventDefault();
                    focus();
                  }}
                >
                  {label}
                </Link>{' '}
                {error}
              </li>
            ))}
          </ul>
        )}
      </Banner>
    </div>
  );
}
