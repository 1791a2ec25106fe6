/** Programs that subsidize orders. */
export const PROGRAMS = ['EMPOWERMENT_CLOUD', 'BASE_CLOUD'] as const;
