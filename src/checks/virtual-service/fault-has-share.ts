import { eachObject } from '../check';
import { Severity } from '../finding';
import { httpRoutes } from '../http-routes';

/** See its title. */
export const faultHasShare = eachObject({
  code: 'CI0267',
  name: 'fault-has-share',
  title: 'A fault says which share of the requests it is for.',
  severity: Severity.WARNING,
  kinds: ['VirtualService'],
  fields: ['fault'],
  explanation: 'A delay or an abort without percentage is for no request at all: it does nothing, and tests against it prove nothing.',
  fix: 'write percentage: {value: 100}, or the share that is meant',
  equivalents: [],
  *object(object) {
    for (const route of httpRoutes(object)) {
      for (const [name, fault] of route.at('fault').entries()) {
        if (fault.fields === undefined || fault.at('percentage', 'value').given || (name === 'delay' && fault.at('percent').given)) { continue; }
        yield fault.at('percentage').mustBe('given: without it the fault is for no request');
      }
    }
  },
});
