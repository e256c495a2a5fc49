/** Data files are checked against their schemas by the tests; typing megabytes of literals would only slow the compiler. */
declare module '*.json' {
  const value: unknown;
  export default value;
}
