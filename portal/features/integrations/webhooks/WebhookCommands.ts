import { graphql } from '../../../gql/gql.ts';

export const createWebhook = graphql(`
  mutation Webhook_create($input: WebhookEndpointCreateInput!, $idempotencyKey: ID!) {
    step: webhookEndpointCreate(input: $input, idempotencyKey: $idempotencyKey) {
      secret
      webhookEndpoint { id name }
      userErrors { code field message params { key value } }
    }
  }
`);
export const rotateWebhook = graphql(`
  mutation Webhook_rotate($input: WebhookEndpointRotateSecretInput!, $idempotencyKey: ID!) {
    step: webhookEndpointRotateSecret(input: $input, idempotencyKey: $idempotencyKey) {
      secret
      webhookEndpoint { ...WebhookSteps_webhook ...WebhookFacts_webhook }
      userErrors { code field message params { key value } }
    }
  }
`);
export const updateWebhook = graphql(`
  mutation Webhook_update($input: WebhookEndpointUpdateInput!, $idempotencyKey: ID!) {
    step: webhookEndpointUpdate(input: $input, idempotencyKey: $idempotencyKey) {
      webhookEndpoint { ...WebhookSteps_webhook ...WebhookFacts_webhook }
      userErrors { code field message params { key value } }
    }
  }
`);
export const pauseWebhook = graphql(`
  mutation Webhook_pause($input: WebhookEndpointPauseInput!, $idempotencyKey: ID!) {
    step: webhookEndpointPause(input: $input, idempotencyKey: $idempotencyKey) {
      webhookEndpoint { ...WebhookSteps_webhook ...WebhookFacts_webhook }
      userErrors { code field message params { key value } }
    }
  }
`);
export const resumeWebhook = graphql(`
  mutation Webhook_resume($input: WebhookEndpointResumeInput!, $idempotencyKey: ID!) {
    step: webhookEndpointResume(input: $input, idempotencyKey: $idempotencyKey) {
      webhookEndpoint { ...WebhookSteps_webhook ...WebhookFacts_webhook }
      userErrors { code field message params { key value } }
    }
  }
`);
export const testWebhook = graphql(`
  mutation Webhook_test($input: WebhookEndpointTestInput!, $idempotencyKey: ID!) {
    step: webhookEndpointTest(input: $input, idempotencyKey: $idempotencyKey) {
      webhookEndpoint { ...WebhookSteps_webhook ...WebhookFacts_webhook }
      userErrors { code field message params { key value } }
    }
  }
`);
export const replayWebhook = graphql(`
  mutation Webhook_replay($input: WebhookEndpointReplayInput!, $idempotencyKey: ID!) {
    step: webhookEndpointReplay(input: $input, idempotencyKey: $idempotencyKey) {
      webhookEndpoint { ...WebhookSteps_webhook ...WebhookFacts_webhook }
      userErrors { code field message params { key value } }
    }
  }
`);
export const deleteWebhook = graphql(`
  mutation Webhook_delete($input: WebhookEndpointDeleteInput!, $idempotencyKey: ID!) {
    step: webhookEndpointDelete(input: $input, idempotencyKey: $idempotencyKey) {
      webhookEndpoint { ...WebhookSteps_webhook ...WebhookFacts_webhook }
      userErrors { code field message params { key value } }
    }
  }
`);
