import { useCallback, useState } from 'react';
import { useClient } from 'urql';
import { graphql } from '../gql/gql.ts';
import type { UserErrorLike } from '../lib/form.ts';

const Own = graphql(`query CustomerCode_customer { customers(first: 1) { nodes { id } } }`);
const SendCode = graphql(`
  mutation CustomerCode_send($input: CustomerSendCodeInput!) {
    customerSendCode(input: $input) {
      sentTo expiresAt resendAt
      userErrors { code field message params { key value } }
    }
  }
`);
const Prove = graphql(`
  mutation CustomerCode_prove($input: CustomerProveInput!) {
    customerProve(input: $input) { userErrors { code field message params { key value } } }
  }
`);

/** A code on its way to the contact on file: the masked address, and the ends of its validity and of the pause. */
export interface SentCode {
  sentTo: string;
  expiresAt: string;
  resendAt: string;
}

export interface CustomerCode {
  sent: SentCode | null;
  /** Reason why no further code was sent. */
  problem: UserErrorLike | null;
  isSending: boolean;
  send: () => Promise<void>;
  /** Proves the session. Returns the user errors, or null when the request failed. */
  prove: (code: string) => Promise<readonly UserErrorLike[] | null>;
}

/** The code with which the session of a link proves that it acts for its customer. */
export function useCustomerCode(): CustomerCode {
  const client = useClient();
  const [sent, setSent] = useState<SentCode | null>(null);
  const [problem, setProblem] = useState<UserErrorLike | null>(null);
  const [isSending, setSending] = useState(false);
  const customerId = useCallback(async () => {
    const { data } = await client.query(Own, {}).toPromise();
    return data?.customers.nodes[0]?.id ?? null;
  }, [client]);
  const send = useCallback(async () => {
    setSending(true);
    const id = await customerId();
    const answer = id && (await client.mutation(SendCode, { input: { id } }).toPromise());
    setSending(false);
    const payload = answer ? answer.data?.customerSendCode : null;
    if (!payload) return;
    const { sentTo, expiresAt, resendAt, userErrors } = payload;
    setProblem(userErrors[0] ?? null);
    if (sentTo && expiresAt && resendAt) setSent({ sentTo, expiresAt, resendAt });
  }, [client, customerId]);
  const prove = useCallback(
    async (code: string) => {
      const id = await customerId();
      if (!id) return null;
      const { data } = await client.mutation(Prove, { input: { id, code } }).toPromise();
      return data ? data.customerProve.userErrors : null;
    },
    [client, customerId],
  );
  return { sent, problem, isSending, send, prove };
}
