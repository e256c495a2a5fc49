import { AppError } from '../shared/errors.ts';
import { endpoint, json } from '../shared/http/endpoint.ts';
import { register } from '../shared/http/register.ts';

export const libraryEntryGet = endpoint(
  async (request, { library }) => {
    const code = request.params.icd10 ?? '';
    const { figuresFor } = await import('../shared/generation/library/catalogue.ts');
    const entries = figuresFor(await library(), code);
    if (entries.length === 0) throw new AppError('not-found', 'The built-in library knows no diagnosis with this ICD-10 code.');
    return json({ icd10: code.toUpperCase(), diagnoses: entries });
  },
  { methods: ['GET'] },
);

register('library-entry-get', { route: 'library/{icd10}', methods: ['GET'], handler: libraryEntryGet });
