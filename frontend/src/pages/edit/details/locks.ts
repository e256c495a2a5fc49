import { covers } from '../../../../../shared/cases/fields.ts';
import type { Change } from '../../../model/device.ts';

/** Whether locks hold all of these fields. */
export const lockedIn = (locks: readonly string[], fields: readonly string[]): boolean =>
  fields.length > 0 && fields.every((field) => locks.some((lock) => covers(lock, field)));

/** Locks all of them, or opens every lock that holds one of them. */
export const lockChange = (locks: readonly string[], fields: readonly string[]): Change => ({
  operations: lockedIn(locks, fields)
    ? [{ op: 'unlock', fields: locks.filter((lock) => fields.some((field) => covers(lock, field))) }]
    : [{ op: 'lock', fields: [...fields] }],
});
