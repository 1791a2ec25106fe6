import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { ReplaceKeyButton } from './ReplaceKeyButton.tsx';
import { RevokeKeyButton } from './RevokeKeyButton.tsx';

const Key = graphql(`
  fragment KeySteps_key on ApiKey { id ...ReplaceKeyButton_key ...RevokeKeyButton_key }
`);

/** The steps of a key in its row. */
export function KeySteps({ apiKey }: { apiKey: FragmentType<typeof Key> }) {
  const key = readFragment(Key, apiKey);
  return (
    <span className="row">
      <ReplaceKeyButton apiKey={key} />
      <RevokeKeyButton apiKey={key} />
    </span>
  );
}
