/** Input fields of the events of a supervision, as their forms show them. */
export const FILE_KINDS = {
  requirementFiles: 'REQUIREMENT',
  draftFiles: 'DRAFT',
  sowFiles: 'SOW',
  acceptanceFiles: 'ACCEPTANCE_DOCUMENT',
  proofFiles: 'PROOF',
  shipmentFiles: 'SHIPMENT',
  rejectionFiles: 'REJECTION',
  supplementFiles: 'SUPPLEMENT',
} as const;
export type FileField = keyof typeof FILE_KINDS;

export type TextField =
  | 'reason'
  | 'systemId'
  | 'carrier'
  | 'trackingNumber'
  | 'recipientName'
  | 'recipientPhone'
  | 'shippingAddress';

export interface Step {
  /** Texts that must be filled in. */
  texts?: readonly TextField[];
  /** Files: required or optional. */
  files?: Partial<Record<FileField, 'required' | 'optional'>>;
  /** A time that may be given. */
  time?: 'activatedAt' | 'signedOffAt';
  tone?: 'primary' | 'danger';
}

const reject: Step = {
  texts: ['reason'],
  files: { rejectionFiles: 'optional' },
  tone: 'danger',
};

/** Every event that a person fires on a supervision, with its form. */
export const STEPS = {
  submitRequirement: { files: { requirementFiles: 'required', supplementFiles: 'optional' } },
  confirmRequirement: {},
  rejectRequirement: reject,
  submitId: { texts: ['systemId'] },
  claimCode: {},
  activate: { time: 'activatedAt' },
  submitProof: { files: { proofFiles: 'required', supplementFiles: 'optional' } },
  submitDraft: { files: { draftFiles: 'required', supplementFiles: 'optional' } },
  confirmDraft: {},
  rejectDraft: reject,
  submitDelivery: {
    files: { sowFiles: 'optional', acceptanceFiles: 'required', supplementFiles: 'optional' },
    time: 'activatedAt',
  },
  deploy: { files: { proofFiles: 'optional' }, time: 'activatedAt' },
  ship: { texts: ['carrier', 'trackingNumber'], files: { shipmentFiles: 'optional' } },
  changeAddress: { texts: ['recipientName', 'recipientPhone', 'shippingAddress'] },
  signOff: { texts: ['recipientPhone'], time: 'signedOffAt' },
  passReview: {},
  failReview: reject,
  accept: {},
  rejectAcceptance: reject,
  nudge: {},
} as const satisfies Record<string, Step>;

export type EventName = keyof typeof STEPS;
export const EVENTS = Object.keys(STEPS) as EventName[];
export const stepOf = (event: EventName): Step => STEPS[event];
