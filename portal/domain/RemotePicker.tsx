import type { AnyVariables } from '@urql/core';
import { useState } from 'react';
import { failureOf } from '../lib/errors.ts';
import { useText } from '../lib/i18n.tsx';
import { type Search, useLiveSearch, useTyped } from '../lib/live-search.ts';
import { ComboBox, type ComboBoxProps } from '../ui/fields/ComboBox.tsx';
import type { Option } from '../ui/fields/Options.tsx';

export interface PickerProps
  extends Omit<
    ComboBoxProps,
    | 'label'
    | 'options'
    | 'emptyText'
    | 'inputValue'
    | 'onInputChange'
    | 'isBehind'
    | 'isSlow'
    | 'onRestore'
    | 'onChange'
  > {
  onChange: (id: string | null, option: Option | null) => void;
  initial?: Option | null;
}

export interface RemotePickerProps<D, V extends AnyVariables>
  extends PickerProps,
    Pick<Search<D, V>, 'query' | 'variables'>,
    Pick<ComboBoxProps, 'label'> {
  optionsOf: (data: D) => Option[];
  /** Text of the list if no record matches. */
  emptyText: string;
  /** Text before anything is typed, if there is no record at all; otherwise `emptyText`. */
  noneText?: string;
}

/**
 * A record found by typing; the server does the matching. Editing the name clears the value until
 * another record is chosen.
 */
export function RemotePicker<D, V extends AnyVariables>({
  initial = null,
  query,
  variables,
  optionsOf,
  emptyText,
  noneText = emptyText,
  onChange,
  ...field
}: RemotePickerProps<D, V>) {
  const t = useText();
  const [chosen, setChosen] = useState<Option | null>(initial);
  const [undone, setUndone] = useState<Option | null>(null);
  const { text, wanted, isComposing, edit } = useTyped(initial?.label);
  // The name of the chosen record is no search text: reopening the list shows all.
  const { data, isCurrent, isSlow, failure, retry } = useLiveSearch(chosen ? '' : wanted, {
    query,
    variables,
  });
  const isBehind = (!isCurrent || isComposing) && !failure;
  const found = !data || isSlow || failure ? [] : optionsOf(data);
  const options = chosen ? [chosen, ...found.filter(({ id }) => id !== chosen.id)] : found;

  function take(option: Option | null) {
    setChosen(option);
    setUndone(null);
    edit(option?.label ?? '', false);
    if (option?.id !== chosen?.id || !option) onChange(option?.id ?? null, option);
  }
  function type(next: string, composing: boolean) {
    edit(next, composing);
    if (!chosen || next === chosen.label) return;
    setUndone(chosen);
    setChosen(null);
    onChange(null, null);
  }
  return (
    <ComboBox
      {...field}
      options={options}
      onChange={(id) => take(options.find((option) => option.id === id) ?? null)}
      inputValue={text}
      onInputChange={type}
      isBehind={isBehind}
      isSlow={isSlow}
      onOpen={failure && retry}
      onRestore={undone ? () => take(undone) : undefined}
      emptyText={
        failure
          ? t(`ui.failure.${failureOf(failure).kind}.title`)
          : isBehind
            ? t('ui.searching')
            : text.trim()
              ? emptyText
              : noneText
      }
    />
  );
}
