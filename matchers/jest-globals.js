'use strict';
// For tests that import `expect` from @jest/globals.
const { expect } = require('@jest/globals');
const { trafficMatchers } = require('../lib/src/testing/matchers');

expect.extend(trafficMatchers);
