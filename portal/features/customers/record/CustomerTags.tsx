import { X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { showOutcome } from '../../../domain/useStep.ts';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { Button } from '../../../ui/actions/Button.tsx';
import { IconButton } from '../../../ui/actions/IconButton.tsx';
import { Tag } from '../../../ui/display/Badge.tsx';
import { TextField } from '../../../ui/fields/TextField.tsx';
import styles from './CustomerTags.module.css';

const Customer = graphql(`
  fragment CustomerTags_customer on Customer { id tags }
`);

const AddTags = graphql(`
  mutation CustomerTags_add($input: CustomerAddTagsInput!) {
    step: customerAddTags(input: $input) {
      customer { ...CustomerTags_customer }
      userErrors { code field message params { key value } }
    }
  }
`);
const RemoveTags = graphql(`
  mutation CustomerTags_remove($input: CustomerRemoveTagsInput!) {
    step: customerRemoveTags(input: $input) {
      customer { ...CustomerTags_customer }
      userErrors { code field message params { key value } }
    }
  }
`);

const TAG_LENGTH = 30;

export interface CustomerTagsProps {
  customer: FragmentType<typeof Customer>;
  mayEdit: boolean;
}

export function CustomerTags({ customer, mayEdit }: CustomerTagsProps) {
  const t = useText();
  const [adding, addTags] = useMutation(AddTags);
  const [removing, removeTags] = useMutation(RemoveTags);
  const fetching = adding.fetching || removing.fetching;
  const [text, setText] = useState('');
  const { id, tags } = readFragment(Customer, customer);

  async function run(change: typeof addTags | typeof removeTags, tag: string): Promise<boolean> {
    const { data } = await change({ input: { id, tags: [tag] } });
    return showOutcome(data?.step.userErrors, t);
  }
  async function add(event: FormEvent) {
    event.preventDefault();
    const tag = text.trim();
    if (tag && (await run(addTags, tag))) setText('');
  }
  return (
    <div className={styles.all}>
      {tags.length === 0 && <span className="muted">{t('ui.customer.noTags')}</span>}
      {tags.length > 0 && (
        <ul className={styles.tags}>
          {tags.map((tag) => (
            <li key={tag} className={styles.tag}>
              <Tag>{tag}</Tag>
              {mayEdit && (
                <IconButton
                  icon={X}
                  size="sm"
                  label={t('ui.customer.removeTag', { tag })}
                  isDisabled={fetching}
                  onPress={() => void run(removeTags, tag)}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {mayEdit && (
        <form className={styles.add} onSubmit={add}>
          <TextField
            label={t('ui.customer.newTag')}
            hideLabel
            placeholder={t('ui.customer.newTag')}
            value={text}
            onChange={setText}
            maxLength={TAG_LENGTH}
          />
          <Button type="submit" isPending={fetching}>
            {t('ui.add')}
          </Button>
        </form>
      )}
    </div>
  );
}
