import { useRef } from 'react';
import { FilesField } from '../../../domain/files/FilesField.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { FormField } from '../../../lib/FormField.tsx';
import { errorText } from '../../../lib/form.ts';
import { useText } from '../../../lib/i18n.tsx';
import { FormProblems } from '../../../shell/FormProblems.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { ByHandFields } from './ByHandFields.tsx';
import { Comparison, FileProblems } from './Comparison.tsx';
import type { Registration } from './useRegistration.ts';

const Invoice = graphql(`
  fragment RegistrationFields_invoice on Invoice { id ...ByHandFields_invoice }
`);

export interface RegistrationFieldsProps {
  registration: Registration;
  invoice: FragmentType<typeof Invoice>;
}

/** Problems, files and fields of a registration. With a file, only the fields that it lacks are entered. */
export function RegistrationFields({ registration, invoice }: RegistrationFieldsProps) {
  const t = useText();
  const i = readFragment(Invoice, invoice);
  const fields = useRef<HTMLFormElement>(null);
  const { form, file, differs, isReading, byHand, today, submit } = registration;
  return (
    <>
      {file && differs && <FileProblems file={file} />}
      <FormProblems form={form} within={fields} />
      <form
        ref={fields}
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Card title={t('ui.invoice.files')}>
          <div className="stack">
            <FormField control={form.control} name="attachmentIds">
              {(field) => (
                <FilesField
                  {...field}
                  label={t('ui.invoice.file.label')}
                  description={t('ui.invoice.file.help')}
                  accept={['.xml', '.ofd', '.pdf']}
                  max={5}
                />
              )}
            </FormField>
            {isReading && (
              <p className="note" role="status">
                {t('ui.invoice.file.reading')}
              </p>
            )}
            {file?.userErrors.map((problem) => (
              <Banner key={problem.code} tone="bad" live>
                {errorText(problem, t)}
              </Banner>
            ))}
          </div>
        </Card>
        {file && file.fields.length > 0 && <Comparison file={file} />}
        {byHand.length > 0 && (
          <Card title={t('ui.invoice.file.byHand')} note={t('ui.invoice.file.byHandNote')}>
            <div className="stack">
              <ByHandFields control={form.control} invoice={i} names={byHand} today={today} />
            </div>
          </Card>
        )}
        {/* Lets Enter submit the form, whose button is outside of it. */}
        <button type="submit" hidden />
      </form>
    </>
  );
}
