import { definePolicy, type Policy } from '../rules/policy.ts';

export const largestFile = definePolicy({
  key: 'file.largest',
  unit: 'COUNT',
  default: 10,
  description: 'Largest size of an uploaded file, in MB of 1,048,576 bytes.',
});
export const filesQuota = definePolicy({
  key: 'file.quota',
  unit: 'COUNT',
  default: 20_000,
  description: 'Size of all files of one organization, in MB of 1,048,576 bytes.',
});
export const hourlyFiles = definePolicy({
  key: 'file.hourly',
  unit: 'COUNT',
  default: 300,
  description: 'Files that one organization may upload within an hour.',
});
export const unattachedHours = definePolicy({
  key: 'file.unattached',
  unit: 'HOURS',
  default: 24,
  description: 'Time after which a file that no command has attached is removed.',
});

export const filePolicies: readonly Policy[] = [
  largestFile,
  filesQuota,
  hourlyFiles,
  unattachedHours,
];
