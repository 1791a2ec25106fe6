import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { graphql } from '../../../gql/gql.ts';
import type { UserErrorLike } from '../../../lib/form.ts';
import type { EventName } from './steps.ts';

const submitRequirement = graphql(`
  mutation SupervisionCommands_submitRequirement($input: SupervisionSubmitRequirementInput!, $idempotencyKey: ID!) {
    step: supervisionSubmitRequirement(input: $input, idempotencyKey: $idempotencyKey) {
      supervision { id ...SupervisionRecord_supervision }
      userErrors { code field message params { key value } }
    }
  }
`);
const confirmRequirement = graphql(`
  mutation SupervisionCommands_confirmRequirement($input: SupervisionConfirmRequirementInput!, $idempotencyKey: ID!) {
    step: supervisionConfirmRequirement(input: $input, idempotencyKey: $idempotencyKey) {
      supervision { id ...SupervisionRecord_supervision }
      userErrors { code field message params { key value } }
    }
  }
`);
const rejectRequirement = graphql(`
  mutation SupervisionCommands_rejectRequirement($input: SupervisionRejectRequirementInput!, $idempotencyKey: ID!) {
    step: supervisionRejectRequirement(input: $input, idempotencyKey: $idempotencyKey) {
      supervision { id ...SupervisionRecord_supervision }
      userErrors { code field message params { key value } }
    }
  }
`);
const submitId = graphql(`
  mutation SupervisionCommands_submitId($input: SupervisionSubmitIdInput!, $idempotencyKey: ID!) {
    step: supervisionSubmitId(input: $input, idempotencyKey: $idempotencyKey) {
      supervision { id ...SupervisionRecord_supervision }
      userErrors { code field message params { key value } }
    }
  }
`);
const claimCode = graphql(`
  mutation SupervisionCommands_claimCode($input: SupervisionClaimCodeInput!, $idempotencyKey: ID!) {
    step: supervisionClaimCode(input: $input, idempotencyKey: $idempotencyKey) {
      supervision { id ...SupervisionRecord_supervision }
      userErrors { code field message params { key value } }
    }
  }
`);
const activate = graphql(`
  mutation SupervisionCommands_activate($input: SupervisionActivateInput!, $idempotencyKey: ID!) {
    step: supervisionActivate(input: $input, idempotencyKey: $idempotencyKey) {
      supervision { id ...SupervisionRecord_supervision }
      userErrors { code field message params { key value } }
    }
  }
`);
const submitProof = graphql(`
  mutation SupervisionCommands_submitProof($input: SupervisionSubmitProofInput!, $idempotencyKey: ID!) {
    step: supervisionSubmitProof(input: $input, idempotencyKey: $idempotencyKey) {
      supervision { id ...SupervisionRecord_supervision }
      userErrors { code field message params { key value } }
    }
  }
`);
const submitDraft = graphql(`
  mutation SupervisionCommands_submitDraft($input: SupervisionSubmitDraftInput!, $idempotencyKey: ID!) {
    step: supervisionSubmitDraft(input: $input, idempotencyKey: $idempotencyKey) {
      supervision { id ...SupervisionRecord_supervision }
      userErrors { code field message params { key value } }
    }
  }
`);
const confirmDraft = graphql(`
  mutation SupervisionCommands_confirmDraft($input: SupervisionConfirmDraftInput!, $idempotencyKey: ID!) {
    step: supervisionConfirmDraft(input: $input, idempotencyKey: $idempotencyKey) {
      supervision { id ...SupervisionRecord_supervision }
      userErrors { code field message params { key value } }
    }
  }
`);
const rejectDraft = graphql(`
  mutation SupervisionCommands_rejectDraft($input: SupervisionRejectDraftInput!, $idempotencyKey: ID!) {
    step: supervisionRejectDraft(input: $input, idempotencyKey: $idempotencyKey) {
      supervision { id ...SupervisionRecord_supervision }
      userErrors { code field message params { key value } }
    }
  }
`);
const submitDelivery = graphql(`
  mutation SupervisionCommands_submitDelivery($input: SupervisionSubmitDeliveryInput!, $idempotencyKey: ID!) {
    step: supervisionSubmitDelivery(input: $input, idempotencyKey: $idempotencyKey) {
      supervision { id ...SupervisionRecord_supervision }
      userErrors { code field message params { key value } }
    }
  }
`);
const deploy = graphql(`
  mutation SupervisionCommands_deploy($input: SupervisionDeployInput!, $idempotencyKey: ID!) {
    step: supervisionDeploy(input: $input, idempotencyKey: $idempotencyKey) {
      supervision { id ...SupervisionRecord_supervision }
      userErrors { code field message params { key value } }
    }
  }
`);
const ship = graphql(`
  mutation SupervisionCommands_ship($input: SupervisionShipInput!, $idempotencyKey: ID!) {
    step: supervisionShip(input: $input, idempotencyKey: $idempotencyKey) {
      supervision { id ...SupervisionRecord_supervision }
      userErrors { code field message params { key value } }
    }
  }
`);
const changeAddress = graphql(`
  mutation SupervisionCommands_changeAddress($input: SupervisionChangeAddressInput!, $idempotencyKey: ID!) {
    step: supervisionChangeAddress(input: $input, idempotencyKey: $idempotencyKey) {
      supervision { id ...SupervisionRecord_supervision }
      userErrors { code field message params { key value } }
    }
  }
`);
const signOff = graphql(`
  mutation SupervisionCommands_signOff($input: SupervisionSignOffInput!, $idempotencyKey: ID!) {
    step: supervisionSignOff(input: $input, idempotencyKey: $idempotencyKey) {
      supervision { id ...SupervisionRecord_supervision }
      userErrors { code field message params { key value } }
    }
  }
`);
const passReview = graphql(`
  mutation SupervisionCommands_passReview($input: SupervisionPassReviewInput!, $idempotencyKey: ID!) {
    step: supervisionPassReview(input: $input, idempotencyKey: $idempotencyKey) {
      supervision { id ...SupervisionRecord_supervision }
      userErrors { code field message params { key value } }
    }
  }
`);
const failReview = graphql(`
  mutation SupervisionCommands_failReview($input: SupervisionFailReviewInput!, $idempotencyKey: ID!) {
    step: supervisionFailReview(input: $input, idempotencyKey: $idempotencyKey) {
      supervision { id ...SupervisionRecord_supervision }
      userErrors { code field message params { key value } }
    }
  }
`);
const accept = graphql(`
  mutation SupervisionCommands_accept($input: SupervisionAcceptInput!, $idempotencyKey: ID!) {
    step: supervisionAccept(input: $input, idempotencyKey: $idempotencyKey) {
      supervision { id ...SupervisionRecord_supervision }
      userErrors { code field message params { key value } }
    }
  }
`);
const rejectAcceptance = graphql(`
  mutation SupervisionCommands_rejectAcceptance($input: SupervisionRejectAcceptanceInput!, $idempotencyKey: ID!) {
    step: supervisionRejectAcceptance(input: $input, idempotencyKey: $idempotencyKey) {
      supervision { id ...SupervisionRecord_supervision }
      userErrors { code field message params { key value } }
    }
  }
`);
const nudge = graphql(`
  mutation SupervisionCommands_nudge($input: SupervisionNudgeInput!, $idempotencyKey: ID!) {
    step: supervisionNudge(input: $input, idempotencyKey: $idempotencyKey) {
      supervision { id ...SupervisionRecord_supervision }
      userErrors { code field message params { key value } }
    }
  }
`);

const COMMANDS: Readonly<Record<EventName, unknown>> = {
  submitRequirement,
  confirmRequirement,
  rejectRequirement,
  submitId,
  claimCode,
  activate,
  submitProof,
  submitDraft,
  confirmDraft,
  rejectDraft,
  submitDelivery,
  deploy,
  ship,
  changeAddress,
  signOff,
  passReview,
  failReview,
  accept,
  rejectAcceptance,
  nudge,
};

/** The common shape of the mutations: each input is checked by the form of its event. */
export type StepDocument = TypedDocumentNode<
  { step: { userErrors: readonly UserErrorLike[] } },
  { input: Record<string, unknown>; idempotencyKey: string }
>;

/** The mutation of an event. */
export const commandOf = (event: EventName): StepDocument => COMMANDS[event] as StepDocument;
