/** What objects and requests are made of. It is little, so that they meet often. */
export const PATHS = ['/', '/api', '/api/', '/api/v1', '/api/v1/items', '/apiv2', '/API/v1', '/beta', '/beta/x', '/healthz', '/old/page', '/items/42', '/items/42/', '/a%20b'] as const;
export const PATH_REGEXES = ['/api/v[0-9]+', '/api/.*', '/items/\\d+', '/(beta|api)(/.*)?', '.*', '/[^/]+/page'] as const;
export const HEADERS: { readonly [name: string]: readonly string[] } = {
  'x-user': ['ann', 'anna', 'bob', ''], 'x-group': ['a', 'b', 'beta-1'], 'end-user': ['tester', 'Tester'], 'cookie': ['group=b', 'a=1; group=b'], 'user-agent': ['Mobile Safari', 'curl/8'],
};
export const HEADER_REGEXES = ['an+a?', '.*b.*', '[a-z]+', '^(.*?;)?(group=b)(;.*)?$', 'Mobile.*'] as const;
export const QUERY: { readonly [name: string]: readonly string[] } = { v: ['1', '2', '10'], debug: ['true', 'false', ''] };
export const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS'] as const;
export const GATEWAY_HOSTS = ['shop.example.com', 'www.example.com', 'a.b.example.com', 'shop.test'] as const;
export const ISSUERS = ['https://issuer.example.com', 'https://other.example.com'] as const;
export const GROUPS = ['admins', 'staff'] as const;
export const ORIGINS = ['https://ui.example.com', 'https://evil.example.org'] as const;
