/** Key pair of one account of an upstream. It signs requests and is never sent, logged or shown. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Id of the account (账号ID); sent as the signed header X-Domain-Id. */
  readonly domainId?: string | null;
}

/** The text without either key, also where the upstream repeats them. */
export const withoutKeys = (text: string, credentials: Credentials): string =>
  [credentials.secretAccessKey, credentials.accessKeyId]
    .filter((secret) => secret !== '')
    .reduce((rest, secret) => rest.replaceAll(secret, '[redacted]'), text);
