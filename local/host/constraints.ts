/** Route constraints, `{id:int}`, by the names ASP.NET gives them. A value that does not fit means: not this route. */

type Check = (value: string, argument: string) => boolean;

const isNumber: Check = (value) => /^[+-]?(\d+\.?\d*|\.\d+)$/.test(value);
const isInteger: Check = (value) => /^[+-]?\d{1,19}$/.test(value);

const checks: Record<string, Check> = {
  int: (value) => isInteger(value, '') && Number(value) >= -2_147_483_648 && Number(value) <= 2_147_483_647,
  long: (value) => isInteger(value, '') && BigInt.asIntN(64, BigInt(value)) === BigInt(value),
  float: isNumber,
  double: isNumber,
  decimal: isNumber,
  bool: (value) => /^(true|false)$/i.test(value),
  guid: (value) => /^\{?[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}\}?$/i.test(value),
  alpha: (value) => /^[a-z]*$/i.test(value),
  required: (value) => value !== '',
  length: (value, argument) => {
    const [least, most = least] = argument.split(',').map(Number);
    return value.length >= Number(least) && value.length <= Number(most);
  },
  minlength: (value, argument) => value.length >= Number(argument),
  maxlength: (value, argument) => value.length <= Number(argument),
  min: (value, argument) => isInteger(value, '') && Number(value) >= Number(argument),
  max: (value, argument) => isInteger(value, '') && Number(value) <= Number(argument),
  range: (value, argument) => {
    const [least, most] = argument.split(',').map(Number);
    return isInteger(value, '') && Number(value) >= Number(least) && Number(value) <= Number(most);
  },
  regex: (value, argument) => new RegExp(argument, 'i').test(value),
};

export type Constraint = (value: string) => boolean;

/** `int` or `range(1,3)` → a check. An unknown name is a mistake in a route, told at start rather than by a 404 later. */
export const readConstraint = (text: string): Constraint => {
  const [, name = '', argument = ''] = /^(\w+)(?:\((.*)\))?$/.exec(text) ?? [];
  const check = checks[name.toLowerCase()];
  if (!check) throw new Error(`Route constraint "${text}" is not known to the local host.`);
  return (value) => check(value, argument);
};
