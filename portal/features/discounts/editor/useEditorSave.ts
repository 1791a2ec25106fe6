import { useNavigate } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { readFragment } from '../../../gql/fragment-masking.ts';
import { useCommand } from '../../../lib/command.ts';
import type { Draft } from '../../../lib/drafts.ts';
import { applyUserErrors, errorText, type UserErrorLike } from '../../../lib/form.ts';
import { useText } from '../../../lib/i18n.tsx';
import type { FormVersion } from '../../../lib/version.ts';
import { toast } from '../../../ui/feedback/Toast.tsx';
import {
  createDiscount,
  DiscountCommandsDiscount,
  submitDiscount,
  updateDiscount,
} from '../DiscountCommands.ts';
import { draftOf, type EditorValues, JUSTIFICATION } from './editor-values.ts';

export interface SavedDraft {
  id: string;
  version: number;
  number: string;
  values: EditorValues;
}

const paths = { 'specialRequest.justification': 'justification' };

/** Errors and justification carried from the "new" page to the edit page of the draft it created. */
const leftOver = new Map<string, { errors: readonly UserErrorLike[]; justification: string }>();

/** Result of the last quote: whether a special request is needed, and whether it covers the present prices. */
export interface Verdict {
  special: boolean;
  isCurrent: boolean;
}

/**
 * Saves and submits the editor. Submitting waits for the quote of the present prices. A refused
 * submission leaves a saved draft: the page changes to that draft and keeps the messages.
 * `onRefused` fetches a new quote.
 */
export function useEditorSave(
  form: UseFormReturn<EditorValues>,
  existing: SavedDraft | null,
  version: FormVersion,
  kept: Draft,
  { special, isCurrent }: Verdict,
  onRefused: () => void,
) {
  const t = useText();
  const navigate = useNavigate();
  const id = useRef(existing?.id ?? null);
  const [lastStep, setLastStep] = useState<'save' | 'submit'>('save');
  const [busy, setBusy] = useState<'save' | 'submit' | null>(null);
  const [isWaiting, setWaiting] = useState(false);
  const create = useCommand(createDiscount);
  const update = useCommand(updateDiscount);
  const send = useCommand(submitDiscount);

  useEffect(() => {
    const left = existing && leftOver.get(existing.id);
    if (!left) return;
    leftOver.delete(existing.id);
    if (left.justification)
      form.setValue('justification', left.justification, { shouldDirty: true });
    applyUserErrors(form, left.errors, t, { paths });
  }, [existing, form, t]);

  async function store(values: EditorValues): Promise<boolean> {
    const { customerId, productId } = values;
    const payload = id.current
      ? await update.run({ id: id.current, version: version.base(), ...draftOf(values) })
      : await create.run({
          customerId: customerId ?? '',
          productId: productId ?? '',
          ...draftOf(values),
        });
    const stored = readFragment(DiscountCommandsDiscount, payload?.exclusiveDiscount);
    if (payload) applyUserErrors(form, payload.userErrors, t);
    version.note(payload?.userErrors ?? []);
    if (!stored) return false;
    id.current = stored.id;
    version.set(stored.version);
    kept.drop();
    form.reset(values);
    return true;
  }

  async function leave(title: string, description?: string) {
    toast.show({ tone: 'good', title, description });
    if (id.current) await navigate({ to: '/discounts/$id', params: { id: id.current } });
  }

  async function saveDraft(values: EditorValues) {
    setBusy('save');
    setLastStep('save');
    if (await store(values)) await leave(t('ui.discount.saved', { name: values.name }));
    setBusy(null);
  }

  async function sendDraft(values: EditorValues) {
    if (special && values.justification.trim().length < JUSTIFICATION.min) {
      form.setError('justification', { message: 'ui.discount.justificationShort' });
      form.setFocus('justification');
      return;
    }
    setBusy('submit');
    setLastStep('submit');
    if ((await store(values)) && id.current) {
      const payload = await send.run({
        id: id.current,
        version: version.base(),
        ...(special && { specialRequest: { justification: values.justification.trim() } }),
      });
      const errors = payload?.userErrors ?? [];
      const [problem] = errors;
      if (problem)
        toast.show({
          tone: 'bad',
          title: t('ui.discount.notSubmitted'),
          description: errorText(problem, t),
        });
      const status = payload?.exclusiveDiscount?.status;
      if (status)
        await leave(
          t('ui.discount.submitted', { name: values.name }),
          t.enum('ExclusiveDiscountStatus', status),
        );
      else if (existing) {
        applyUserErrors(form, errors, t, { paths });
        version.note(errors);
        onRefused();
      } else {
        leftOver.set(id.current, { errors, justification: values.justification });
        const params = { id: id.current };
        await navigate({ to: '/discounts/$id/edit', params, replace: true });
      }
    }
    setBusy(null);
  }
  const submit = useEffectEvent(() => {
    setWaiting(false);
    void form.handleSubmit(sendDraft)();
  });
  useEffect(() => {
    if (isWaiting && isCurrent) submit();
  }, [isWaiting, isCurrent]);

  const save = () => void form.handleSubmit(saveDraft)();
  return {
    save,
    submit: () => setWaiting(true),
    /** The refused step, to be repeated. */
    again: () => (lastStep === 'save' ? save() : setWaiting(true)),
    busy: isWaiting ? 'submit' : busy,
  };
}
