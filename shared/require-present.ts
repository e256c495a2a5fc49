/** A value that the rules of the house say is there; where it is not, that is our mistake and no caller's. */
export function requirePresent<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('something that must be there is missing');
  return value;
}
