import { graphql } from '../../../gql/gql.ts';

export const connectAccount = graphql(`
  mutation AccountCommands_connect($input: UpstreamAccountConnectInput!, $idempotencyKey: ID!) {
    step: upstreamAccountConnect(input: $input, idempotencyKey: $idempotencyKey) {
      upstreamAccount { id ...Accounts_account }
      userErrors { code field message params { key value } }
    }
  }
`);
export const rotateAccount = graphql(`
  mutation AccountCommands_rotate($input: UpstreamAccountRotateInput!, $idempotencyKey: ID!) {
    step: upstreamAccountRotate(input: $input, idempotencyKey: $idempotencyKey) {
      upstreamAccount { id ...Accounts_account }
      userErrors { code field message params { key value } }
    }
  }
`);
export const pauseAccount = graphql(`
  mutation AccountCommands_pause($input: UpstreamAccountPauseInput!, $idempotencyKey: ID!) {
    step: upstreamAccountPause(input: $input, idempotencyKey: $idempotencyKey) {
      upstreamAccount { id ...Accounts_account }
      userErrors { code field message params { key value } }
    }
  }
`);
export const resumeAccount = graphql(`
  mutation AccountCommands_resume($input: UpstreamAccountResumeInput!, $idempotencyKey: ID!) {
    step: upstreamAccountResume(input: $input, idempotencyKey: $idempotencyKey) {
      upstreamAccount { id ...Accounts_account }
      userErrors { code field message params { key value } }
    }
  }
`);
export const removeAccount = graphql(`
  mutation AccountCommands_remove($input: UpstreamAccountRemoveInput!, $idempotencyKey: ID!) {
    step: upstreamAccountRemove(input: $input, idempotencyKey: $idempotencyKey) {
      upstreamAccount { id ...Accounts_account }
      userErrors { code field message params { key value } }
    }
  }
`);
export const testAccount = graphql(`
  mutation AccountCommands_test($input: UpstreamAccountTestInput!, $idempotencyKey: ID!) {
    step: upstreamAccountTest(input: $input, idempotencyKey: $idempotencyKey) {
      outcome code requestId
      userErrors { code field message params { key value } }
    }
  }
`);
