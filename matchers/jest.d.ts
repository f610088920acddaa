/// <reference types="jest" />
import type { TrafficMatchers } from '../lib/src/testing/matchers';

declare global {
  namespace jest {
    interface Matchers<R> extends TrafficMatchers<R> {}
  }
}
