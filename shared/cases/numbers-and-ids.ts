import { z } from 'zod';

/** What names a session, a case or a version from outside. */

export const SessionId = z.string().regex(/^[\w-]{1,80}$/, 'is not the id of an edit session');

/** Numbers of cases and versions are PostgreSQL integers. */
const largestNumber = 2 ** 31 - 1;
export const CaseNumber = z.number().int().min(1).max(largestNumber);
