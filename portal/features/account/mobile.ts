import { useClient } from 'urql';
import { graphql } from '../../gql/gql.ts';
import { sendProven } from '../../lib/command.ts';
import type { UserErrorLike } from '../../lib/form.ts';

const SetNumber = graphql(`
  mutation MobileNumberSet($input: MobileNumberSetInput!) {
    mobileNumberSet(input: $input) { userErrors { code field message params { key value } } }
  }
`);

/**
 * A function that sends a code to a number, or without one removes the present number. It returns the user errors;
 * null if the request failed or the person declined to prove the identity.
 */
export function useSetMobileNumber(): (
  number?: string,
) => Promise<readonly UserErrorLike[] | null> {
  const client = useClient();
  return async (number) => {
    const { data } = await sendProven(client, SetNumber, { input: { number } });
    return data?.mobileNumberSet.userErrors ?? null;
  };
}
