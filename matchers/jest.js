'use strict';
// Extends the `expect` that jest makes global, when a test or a file of `setupFilesAfterEnv` loads it.
const { trafficMatchers } = require('../lib/src/testing/matchers');

expect.extend(trafficMatchers);
