import * as z from 'zod';
import { largestNumber } from './ids.ts';

/** What names a session, a case or a version from outside. */

export const SessionId = z.string().regex(/^[\w-]{1,80}$/, 'is not the id of an edit session');

export const CaseNumber = z.number().int().min(1).max(largestNumber);
