import * as z from 'zod';
import { CaseFile } from './import-schemas.ts';

/** JSON Schema (2020-12) of the case file, made of the schema that reads it. */
export const caseFileSchema = () => z.toJSONSchema(CaseFile, { target: 'draft-2020-12', io: 'output' });
