import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { useCallback } from 'react';
import { useClient } from 'urql';
import { graphql } from '../../gql/gql.ts';
import type { BindingSteps_WithdrawMutation, BindingType } from '../../gql/graphql.ts';
import type { UserErrorLike } from '../../lib/form.ts';
import { useIdempotencyKey } from '../../lib/idempotency.ts';

/** The fields that screens show of a binding and its customer, refetched with every step. */
graphql(`
  fragment BindingSteps_binding on PartnerBinding {
    id
    createdAt
    codeContact codeExpiresAt codeResendAt codeTriesLeft
    ...BindingActions_binding
    ...BindingFacts_binding
    ...BindingRequest_binding
    ...BindingTimeline_binding
    customer {
      id name status accessLevel cloudAccount upstreamId customerType verifiedStatus level registeredAt
      firstCashAt country contactName contactPhone contactMail
      binding { id }
      bindings(first: 20) { nodes { id createdAt } }
    }
  }
`);

const resend = graphql(`
  mutation BindingSteps_resend($input: PartnerBindingResendInput!, $idempotencyKey: ID!) {
    step: partnerBindingResend(input: $input, idempotencyKey: $idempotencyKey) {
      partnerBinding { ...BindingSteps_binding }
      userErrors { code field message params { key value } }
    }
  }
`);
const sendCode = graphql(`
  mutation BindingSteps_sendCode($input: PartnerBindingSendCodeInput!, $idempotencyKey: ID!) {
    step: partnerBindingSendCode(input: $input, idempotencyKey: $idempotencyKey) {
      partnerBinding { ...BindingSteps_binding }
      userErrors { code field message params { key value } }
    }
  }
`);
const confirm = graphql(`
  mutation BindingSteps_confirm($input: PartnerBindingConfirmInput!, $idempotencyKey: ID!) {
    step: partnerBindingConfirm(input: $input, idempotencyKey: $idempotencyKey) {
      partnerBinding { ...BindingSteps_binding }
      userErrors { code field message params { key value } }
    }
  }
`);
const object = graphql(`
  mutation BindingSteps_object($input: PartnerBindingObjectInput!, $idempotencyKey: ID!) {
    step: partnerBindingObject(input: $input, idempotencyKey: $idempotencyKey) {
      partnerBinding { ...BindingSteps_binding }
      userErrors { code field message params { key value } }
    }
  }
`);
const accept = graphql(`
  mutation BindingSteps_accept($input: PartnerBindingAcceptInput!, $idempotencyKey: ID!) {
    step: partnerBindingAccept(input: $input, idempotencyKey: $idempotencyKey) {
      partnerBinding { ...BindingSteps_binding }
      userErrors { code field message params { key value } }
    }
  }
`);
const decline = graphql(`
  mutation BindingSteps_decline($input: PartnerBindingDeclineInput!, $idempotencyKey: ID!) {
    step: partnerBindingDecline(input: $input, idempotencyKey: $idempotencyKey) {
      partnerBinding { ...BindingSteps_binding }
      userErrors { code field message params { key value } }
    }
  }
`);
const requestChangeType = graphql(`
  mutation BindingSteps_requestChangeType(
    $input: PartnerBindingRequestChangeTypeInput!, $idempotencyKey: ID!
  ) {
    step: partnerBindingRequestChangeType(input: $input, idempotencyKey: $idempotencyKey) {
      partnerBinding { ...BindingSteps_binding }
      userErrors { code field message params { key value } }
    }
  }
`);
const approveChange = graphql(`
  mutation BindingSteps_approveChange($input: PartnerBindingApproveChangeInput!, $idempotencyKey: ID!) {
    step: partnerBindingApproveChange(input: $input, idempotencyKey: $idempotencyKey) {
      partnerBinding { ...BindingSteps_binding }
      userErrors { code field message params { key value } }
    }
  }
`);
const rejectChange = graphql(`
  mutation BindingSteps_rejectChange($input: PartnerBindingRejectChangeInput!, $idempotencyKey: ID!) {
    step: partnerBindingRejectChange(input: $input, idempotencyKey: $idempotencyKey) {
      partnerBinding { ...BindingSteps_binding }
      userErrors { code field message params { key value } }
    }
  }
`);
const requestUnbind = graphql(`
  mutation BindingSteps_requestUnbind($input: PartnerBindingRequestUnbindInput!, $idempotencyKey: ID!) {
    step: partnerBindingRequestUnbind(input: $input, idempotencyKey: $idempotencyKey) {
      partnerBinding { ...BindingSteps_binding }
      userErrors { code field message params { key value } }
    }
  }
`);
const approveUnbind = graphql(`
  mutation BindingSteps_approveUnbind($input: PartnerBindingApproveUnbindInput!, $idempotencyKey: ID!) {
    step: partnerBindingApproveUnbind(input: $input, idempotencyKey: $idempotencyKey) {
      partnerBinding { ...BindingSteps_binding }
      userErrors { code field message params { key value } }
    }
  }
`);
const rejectUnbind = graphql(`
  mutation BindingSteps_rejectUnbind($input: PartnerBindingRejectUnbindInput!, $idempotencyKey: ID!) {
    step: partnerBindingRejectUnbind(input: $input, idempotencyKey: $idempotencyKey) {
      partnerBinding { ...BindingSteps_binding }
      userErrors { code field message params { key value } }
    }
  }
`);
const withdraw = graphql(`
  mutation BindingSteps_withdraw($input: PartnerBindingWithdrawInput!, $idempotencyKey: ID!) {
    step: partnerBindingWithdraw(input: $input, idempotencyKey: $idempotencyKey) {
      partnerBinding { ...BindingSteps_binding }
      userErrors { code field message params { key value } }
    }
  }
`);

const documents = {
  resend,
  sendCode,
  accept,
  confirm,
  object,
  decline,
  requestChangeType,
  approveChange,
  rejectChange,
  requestUnbind,
  approveUnbind,
  rejectUnbind,
  withdraw,
};
export type BindingEvent = keyof typeof documents;

export type Party = 'PARTNER' | 'CUSTOMER';
/** Which side views the binding; an operator is neither party. */
export type BindingViewer = Party | 'OPERATOR';

export interface StepInput {
  id: string;
  /** The version that the person saw; absent if the step itself identifies the terms. */
  version?: number;
  reason?: string;
  type?: BindingType;
  agreementAccepted?: boolean;
  code?: string;
}

interface StepVariables {
  input: StepInput;
  idempotencyKey: string;
}

/** Runs one event. Returns its user errors, or null when the request failed and was reported. */
export function useBindingStep(): (
  event: BindingEvent,
  input: StepInput,
) => Promise<readonly UserErrorLike[] | null> {
  const client = useClient();
  const { keyFor, settle } = useIdempotencyKey();
  return useCallback(
    async (event, input) => {
      // The documents differ only in their input type, and the form of an event provides it.
      const document = documents[event] as unknown as TypedDocumentNode<
        BindingSteps_WithdrawMutation,
        StepVariables
      >;
      const variables = { input, idempotencyKey: keyFor([event, input]) };
      const { data } = await client.mutation(document, variables).toPromise();
      if (!data) return null;
      settle();
      return data.step.userErrors;
    },
    [client, keyFor, settle],
  );
}
