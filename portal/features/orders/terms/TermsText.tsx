import type { ReactNode } from 'react';
import type { BuyerCheckoutQuery } from '../../../gql/graphql.ts';
import { type Text, useLanguage, useText } from '../../../lib/i18n.tsx';
import styles from './Terms.module.css';

export type Terms = BuyerCheckoutQuery['supportTerms'][number];

/** Family and version of support terms. */
export const nameOfTerms = (t: Text, { family, version }: Terms): string =>
  t('ui.checkout.termsOf', { family: t.enum('SupportTermsFamily', family), version });

interface TermsTextProps {
  terms: Terms;
  children?: ReactNode;
}

/** Support terms of one family in the reader's language. */
export function TermsText({ terms, children }: TermsTextProps) {
  const t = useText();
  const name = nameOfTerms(t, terms);
  return (
    <section className={styles.terms} aria-label={name}>
      <h3>{name}</h3>
      <p className={styles.text}>{useLanguage() === 'zh' ? terms.chinese : terms.english}</p>
      {children}
    </section>
  );
}
