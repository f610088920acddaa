import { App } from 'cdk8s';
import { Catalog } from './catalog';
import { Checkout } from './checkout';
import { Customers } from './customers';
import { Edge } from './edge';
import { Installation } from './installation';
import { Office } from './office';
import { Platform } from './platform';
import { Storefront } from './storefront';
import { Mesh } from 'cdk8s-istio';

/*
 * A shop of twenty services, and two of the platform. Each team has a file here, a namespace, and a file of YAML in dist.
 * Those who are called name their callers, so callers are made first.
 */

export const app = new App();
new Mesh(app, 'mesh', { istioVersion: '1.31', knownSecrets: ['istio-system/office-cert'], failOnWarnings: true });

new Installation(app);
const platform = new Platform(app);
const edge = new Edge(app, platform);
const storefront = new Storefront(app, platform, edge);
const checkout = new Checkout(app, platform, edge, storefront);
new Catalog(app, edge, storefront, checkout);
new Customers(app, edge, storefront, checkout);
new Office(app, edge);

app.synth();
