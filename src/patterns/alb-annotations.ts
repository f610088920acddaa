import type { Field } from '../model/field';
import { defined, entriesByName } from '../model/json';
import { requireInteger, requirePort, requireSome, requireText } from '../model/require';

/** Who can reach a load balancer. */
export enum AlbScheme {
  /** The Internet. */
  INTERNET_FACING = 'internet-facing',
  /** The network that it is in. */
  INTERNAL = 'internal',
}

/** What a load balancer sends requests to. */
export enum AlbTargetType {
  /** The pods of the gateway. Its Service is a ClusterIP. */
  IP = 'ip',
  /** Ports of the nodes. The gateway's Service is a NodePort. */
  INSTANCE = 'instance',
}

/** How a load balancer of AWS is made. */
export interface AlbSettings {
  /** Who can reach it. */
  readonly scheme: AlbScheme;

  /**
   * What it sends requests to.
   *
   * @default AlbTargetType.IP
   */
  readonly targetType?: AlbTargetType;

  /**
   * The certificates with which it ends TLS, on port 443. Clients that come to port 80 are sent there.
   *
   * @default - it listens on port 80 only, without TLS
   */
  readonly certificateArns?: string[];

  /**
   * Whether it begins TLS anew on the way to the gateway, whose listener then has HTTPS. It does not look at the certificate.
   *
   * @default false
   */
  readonly reencrypt?: boolean;

  /**
   * The port of the nodes behind which the status port (15021) of the gateway is. For `INSTANCE`, which needs it to learn
   * whether the gateway is healthy.
   *
   * @default - with `IP`, the status port itself
   */
  readonly statusNodePort?: number;

  /**
   * The group of Ingresses that share one load balancer.
   *
   * @default - it has one of its own
   */
  readonly groupName?: string;

  /**
   * The place of its rules in the group: 1 to 1000, the smaller first.
   *
   * @default 0
   */
  readonly groupOrder?: number;

  /**
   * The subnets that it is in.
   *
   * @default - those with the tags that the controller looks for
   */
  readonly subnets?: string[];

  /**
   * Its security groups.
   *
   * @default - one that the controller makes
   */
  readonly securityGroups?: string[];

  /**
   * The versions and ciphers of TLS that it takes, by the name of a policy of AWS.
   *
   * @default - that of the controller
   */
  readonly sslPolicy?: string;

  /**
   * The ARN of a web ACL (WAFv2).
   *
   * @default - none
   */
  readonly wafv2AclArn?: string;

  /**
   * Attributes of the load balancer: `idle_timeout.timeout_seconds`.
   *
   * @default - those of AWS
   */
  readonly loadBalancerAttributes?: { [name: string]: string };

  /**
   * Attributes of its group of targets: `deregistration_delay.timeout_seconds`.
   *
   * @default - those of AWS
   */
  readonly targetGroupAttributes?: { [name: string]: string };

  /**
   * Tags of what is made in AWS.
   *
   * @default - none but the controller's
   */
  readonly tags?: { [name: string]: string };

  /**
   * Annotations that there is no property for, with their full names.
   *
   * @default - none
   */
  readonly annotations?: { [name: string]: string };
}

const PREFIX = 'alb.ingress.kubernetes.io/';

/** The annotations of the Ingress. The health check is that of Istio's gateways: their own status, not that of some service. */
export function annotationsOf(settings: AlbSettings, field: Field): { [name: string]: string } {
  const { targetType = AlbTargetType.IP, certificateArns, reencrypt, statusNodePort, groupName, groupOrder, subnets, securityGroups } = settings;
  if (targetType === AlbTargetType.INSTANCE && statusNodePort === undefined) {
    throw field.at('statusNodePort').error(undefined, 'the port of the nodes for the status port, 15021, of the gateway\'s Service', 'give that port a nodePort');
  }
  if (targetType === AlbTargetType.IP && statusNodePort !== undefined) {
    throw field.at('statusNodePort').error(statusNodePort, 'left out with targetType ip: the pods are asked on 15021');
  }
  if (certificateArns === undefined && settings.sslPolicy !== undefined) {
    throw field.at('sslPolicy').error(settings.sslPolicy, 'left out without certificateArns', 'give the certificates');
  }
  certificateArns?.forEach((arn, i) => {
    if (!/^arn:aws[\w-]*:(acm|iam):/.test(arn)) { throw field.at('certificateArns').at(i).error(arn, 'the ARN of a certificate of ACM or IAM'); }
  });
  if (groupName !== undefined && !/^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?$/.test(groupName)) {
    throw field.at('groupName').error(groupName, 'lower-case letters, digits, "-" and ".", with a letter or digit at both ends, at most 63 characters');
  }
  if (groupOrder !== undefined) { requireInteger(groupOrder, field.at('groupOrder'), 1, 1000); }
  const tls = certificateArns !== undefined && requireSome(certificateArns, field.at('certificateArns'), 'leave it out for plain HTTP').length > 0;
  const own = defined({
    'scheme': settings.scheme,
    'target-type': targetType,
    'listen-ports': JSON.stringify(tls ? [{ HTTP: 80 }, { HTTPS: 443 }] : [{ HTTP: 80 }]),
    'certificate-arn': list(certificateArns, field.at('certificateArns')),
    'ssl-redirect': tls ? '443' : undefined,
    'ssl-policy': settings.sslPolicy,
    'backend-protocol': reencrypt === true ? 'HTTPS' : 'HTTP',
    'healthcheck-protocol': 'HTTP',
    'healthcheck-port': String(statusNodePort === undefined ? 15021 : requirePort(statusNodePort, field.at('statusNodePort'))),
    'healthcheck-path': '/healthz/ready',
    'group.name': groupName,
    'group.order': groupOrder === undefined ? undefined : String(groupOrder),
    'subnets': list(subnets, field.at('subnets')),
    'security-groups': list(securityGroups, field.at('securityGroups')),
    'wafv2-acl-arn': settings.wafv2AclArn,
    'load-balancer-attributes': map(settings.loadBalancerAttributes, field.at('loadBalancerAttributes')),
    'target-group-attributes': map(settings.targetGroupAttributes, field.at('targetGroupAttributes')),
    'tags': map(settings.tags, field.at('tags')),
  });
  const annotations: { [name: string]: string } = Object.fromEntries(Object.entries(own).map(([name, value]) => [PREFIX + name, value as string]));
  for (const [name, value] of Object.entries(settings.annotations ?? {})) {
    if (name in annotations) { throw field.at('annotations').at(name).error(value, 'left out: other properties say it'); }
    annotations[name] = requireText(value, field.at('annotations').at(name));
  }
  return annotations;
}

function list(values: string[] | undefined, field: Field): string | undefined {
  if (values === undefined) { return undefined; }
  return requireSome(values, field, 'leave it out').map((value, i) => requireOne(value, field.at(i))).join(',');
}

function map(values: { [name: string]: string } | undefined, field: Field): string | undefined {
  if (values === undefined) { return undefined; }
  if (Object.keys(values).length === 0) { throw field.error(values, 'at least one', 'leave it out'); }
  return entriesByName(values).map(([name, value]) => `${name}=${requireOne(value, field.at(name))}`).join(',');
}

/** The controller separates by commas. */
function requireOne(value: string, field: Field): string {
  if (value !== '' && !value.includes(',')) { return value; }
  throw field.error(value, 'a text without ","');
}
