/** Numbers of cases and versions are PostgreSQL integers. */
export const largestNumber = 2 ** 31 - 1;

/**
 * Ids of findings and buckets: parts of field names (fields.ts), where a dot separates, and keys of records, where names that
 * every object has would be found without being there.
 */
export const isId = (id: string): boolean => /^[\w-]{1,80}$/.test(id) && !(id in Object.prototype);
export const idRule = 'is not an id: letters, digits, - and _, 80 at most';
