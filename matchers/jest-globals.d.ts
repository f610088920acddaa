import type { TrafficMatchers } from '../lib/src/testing/matchers';

declare module '@jest/expect' {
  interface Matchers<R extends void | Promise<void>> extends TrafficMatchers<R> {}
}
