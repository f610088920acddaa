/**
 * The engine with all its checks, for what every program loads. They are read when something is first to be checked: a program
 * that only builds an app, or imports the library, does not wait for them.
 */
export function engine(): typeof import('./engine') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('./engine') as typeof import('./engine');
}

/** The list of all checks, likewise. */
export function registry(): typeof import('./registry') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('./registry') as typeof import('./registry');
}
