/** Clients of the upstream systems under the credentials of one account. */
export type UpstreamClient = unknown;
