import type { Chart } from 'cdk8s';
import { host, refuses, reports, routes, service, TESTER, UPLOADS } from './support';
import {
  AbTest, type AbTestProps, BlueGreenRelease, type BlueGreenReleaseProps, DarkLaunch, type DarkLaunchProps, LiveColor, MirroredService, RequestMatch,
  StringMatch,
} from 'cdk8s-istio';

/** A route to one version. */
const to = (subset: string) => [{ destination: { host: host(), subset } }];
const PREVIEW = RequestMatch.header('x-preview', StringMatch.exact('green'));
const BETA = RequestMatch.query('beta', StringMatch.exact('1')).and(RequestMatch.path(StringMatch.prefix('/details')));

describe('blue and green', () => {
  test.each([[LiveColor.BLUE, 'v1', 'v2'], [LiveColor.GREEN, 'v2', 'v1']])('while %s is live, it takes all requests but the preview', (live, taking, waiting) => {
    expect(routes((chart) => {
      const reviews = service(chart);
      new BlueGreenRelease(chart, 'switch', {
        service: reviews, blue: reviews.version('v1'), green: reviews.version('v2'), live, preview: [PREVIEW],
      });
    })).toEqual([
      { name: 'switch-preview', match: [{ headers: { 'x-preview': { exact: 'green' } } }], route: to(waiting) },
      { name: 'switch', route: to(taking) },
    ]);
  });

  test('every property', () => {
    expect(routes((chart) => {
      const reviews = service(chart);
      const everything: Required<BlueGreenReleaseProps> = {
        service: reviews,
        blue: reviews.version('v1'),
        green: reviews.version('v2'),
        live: LiveColor.BLUE,
        preview: [PREVIEW],
        requests: [UPLOADS],
        priority: 1,
      };
      new BlueGreenRelease(chart, 'switch', everything);
      // Of the same requests, which the priority decides.
      new BlueGreenRelease(chart, 'other', { ...everything, priority: 0, live: LiveColor.GREEN });
    })).toEqual([
      { name: 'switch-preview', match: [{ headers: { 'x-preview': { exact: 'green' } }, uri: { prefix: '/upload' } }], route: to('v2') },
      { name: 'switch', match: [{ uri: { prefix: '/upload' } }], route: to('v1') },
      { name: 'reviews', route: [{ destination: { host: host() } }] },
    ]);
  });

  refuses({
    'one version for both': [(chart) => {
      const reviews = service(chart);
      new BlueGreenRelease(chart, 'switch', { service: reviews, blue: reviews.version('v1'), green: reviews.version('v1'), live: LiveColor.BLUE });
    }, 'shop/switch: green is "v1"; it must be another version than the blue one'],
    'a version of another service': [(chart) => {
      const reviews = service(chart);
      new BlueGreenRelease(chart, 'switch', {
        service: reviews, blue: service(chart, 'ratings').version('v1'), green: reviews.version('v2'), live: LiveColor.BLUE,
      });
    }, 'shop/switch: blue is "version v1 of shop/ratings"; it must be a version of shop/reviews; make it with version("v1") of that service'],
    'a preview of nothing': [(chart) => {
      const reviews = service(chart);
      new BlueGreenRelease(chart, 'switch', {
        service: reviews, blue: reviews.version('v1'), green: reviews.version('v2'), live: LiveColor.BLUE, preview: [],
      });
    }, 'shop/switch: preview is []; it must be a list of at least one element; leave it out for none'],
  });
});

describe('A and B', () => {
  test('each variant takes its requests, the first of two that overlap, and the control all others', () => {
    expect(routes((chart) => {
      const details = service(chart);
      const everything: Required<AbTestProps> = {
        service: details,
        control: details.version('v1'),
        variants: [
          { version: details.version('v2'), requests: [RequestMatch.header('X-Group', StringMatch.exact('b'))] },
          { version: details.version('v3'), requests: [BETA] },
        ],
        requests: [RequestMatch.method('GET')],
        priority: 0,
      };
      new AbTest(chart, 'experiment', everything);
    })).toEqual([
      {
        name: 'experiment-v2',
        match: [{ method: { exact: 'GET' }, headers: { 'x-group': { exact: 'b' } } }],
        route: to('v2'),
      },
      { name: 'experiment-v3', match: [{ method: { exact: 'GET' }, queryParams: { beta: { exact: '1' } }, uri: { prefix: '/details' } }], route: to('v3') },
      { name: 'experiment', match: [{ method: { exact: 'GET' } }], route: to('v1') },
      { name: 'reviews', route: [{ destination: { host: host() } }] },
    ]);
  });

  test('of two variants the narrower wins, though it comes later', () => {
    expect(routes((chart) => {
      const details = service(chart);
      new AbTest(chart, 'experiment', {
        service: details,
        control: details.version('v1'),
        variants: [
          { version: details.version('v2'), requests: [TESTER] }, { version: details.version('v3'), requests: [TESTER.and(UPLOADS)] },
        ],
      });
    })).toMatchObject([{ route: to('v3') }, { route: to('v2') }, { route: to('v1') }]);
  });

  refuses({
    'no variant': [(chart) => {
      const details = service(chart);
      new AbTest(chart, 'experiment', { service: details, control: details.version('v1'), variants: [] });
    }, 'shop/experiment: variants is []; it must be a list of at least one element'],
    'a variant for nobody': [(chart) => {
      const details = service(chart);
      new AbTest(chart, 'experiment', { service: details, control: details.version('v1'), variants: [{ version: details.version('v2'), requests: [] }] });
    }, 'shop/experiment: variants[0].requests is []; it must be a list of at least one element; say whose requests get the variant'],
    'a variant for none of the requests': [(chart) => {
      const details = service(chart);
      new AbTest(chart, 'experiment', {
        service: details,
        control: details.version('v1'),
        variants: [{ version: details.version('v2'), requests: [RequestMatch.method('PUT')] }],
        requests: [RequestMatch.method('GET')],
      });
    }, 'shop/experiment: variants[0].requests[0] is for none of the requests; it must be for some of them'],
    'the control as a variant': [(chart) => {
      const details = service(chart);
      new AbTest(chart, 'experiment', { service: details, control: details.version('v1'), variants: [{ version: details.version('v1'), requests: [BETA] }] });
    }, 'shop/experiment: variants[0].version is "v1"; it must be another version than the control'],
  });
});

describe('in the dark', () => {
  const dark = (of: ReturnType<typeof service>, props: Partial<DarkLaunchProps> = {}) => {
    const everything: Required<DarkLaunchProps> = {
      service: of, live: of.version('v1'), dark: of.version('v2'), requests: [RequestMatch.header('x-dark', StringMatch.present())], priority: 0,
    };
    return new DarkLaunch(of.node.scope as Chart, 'dark', { ...everything, ...props });
  };

  test('only marked requests reach the new version', () => {
    expect(routes((chart) => dark(service(chart)))).toEqual([
      { name: 'dark-dark', match: [{ headers: { 'x-dark': {} } }], route: to('v2') },
      { name: 'dark', route: to('v1') },
    ]);
  });

  test('what else is said of the service holds for both', () => {
    expect(routes((chart) => {
      const reviews = service(chart);
      dark(reviews);
      new MirroredService(chart, 'shadow', { service: reviews, mirrors: [{ to: reviews.version('v3') }] });
    })).toMatchObject([{ name: 'dark-dark', mirrors: [{}] }, { name: 'dark', mirrors: [{}] }]);
  });

  refuses({
    'no mark': [(chart) => dark(service(chart), { requests: [] }),
      'shop/dark: requests is []; it must be a list of at least one element; mark the requests that reach the dark version'],
    'one version for both': [(chart) => { const of = service(chart); dark(of, { dark: of.version('v1') }); },
      'shop/dark: dark is "v1"; it must be another version than the live one'],
  });

  reports({
    'a release of the same requests': [(chart) => {
      const reviews = service(chart);
      dark(reviews);
      new BlueGreenRelease(chart, 'switch', { service: reviews, blue: reviews.version('v1'), green: reviews.version('v3'), live: LiveColor.GREEN });
    }, 'error shop/dark and shop/switch: for reviews.shop.svc.cluster.local, the destination is v1 and v3 for the same requests, for example those with '
      + 'anything; one of them must be more specific; make one match contain the other, or give one of them a higher priority [CI0011]'],
  });
});
