import type { Reasons } from './reasons';

const TWO_PARTS = 'Kiali completes a name of two parts; Istio takes it literally, so that it is another host';
const OTHER_DOMAIN = 'the host is of another cluster domain, and Kiali\'s registry has it; for an app it is outside, and told where traffic is sent to it';
const CLUSTER = 'it is read from pods that run; an app has none';
const STATUS = 'it is the status of an object, which an app does not write';
const SAME_GATEWAY = 'one Gateway, even one server, has overlapping hosts: Istio joins them, and nothing is lost';
const ROOT_RULE = 'servers that no PeerAuthentication is for take mutual TLS, and the DestinationRule makes callers use it: their names are known';
const PORT_NAME = 'these ports say their protocol in a field; the name says nothing';
const NO_ROUTES = 'the VirtualServices have no routes, which is told; without routes nothing overlaps';

/** Cases of Kiali's tests that no check finds, or only some of. */
export const KIALI_MISSES: Reasons = {
  'kiali-0011': 'the selector picks pods outside of the ambient mesh alone, for which a selector is right',
  'kiali-0071': CLUSTER,
  'kiali-0072': CLUSTER,
  'kiali-0098': ROOT_RULE,
  'kiali-0114': ROOT_RULE,
  'kiali-0178': 'the account default is in every namespace; accounts of other clusters are not in an app',
  'kiali-0186': 'Istio takes cluster.local for the trust domain of the mesh, whatever that is',
  'kiali-0242': TWO_PARTS,
  'kiali-0350': SAME_GATEWAY,
  'kiali-0355': SAME_GATEWAY,
  'kiali-0358': SAME_GATEWAY,
  'kiali-0364': SAME_GATEWAY,
  'kiali-0365': SAME_GATEWAY,
  'kiali-0366': SAME_GATEWAY,
  'kiali-0367': SAME_GATEWAY,
  'kiali-0369': PORT_NAME,
  'kiali-0374': 'it needs PILOT_SCOPE_GATEWAY_TO_NAMESPACE, a setting of istiod that no object of the app shows',
  'kiali-0379': 'the classes that Kiali is configured with are not in an app; istio is one that istiod makes',
  'kiali-0388': STATUS,
  'kiali-0389': STATUS,
  'kiali-0392': STATUS,
  'kiali-0393': STATUS,
  'kiali-0475': PORT_NAME,
  'kiali-0483': 'the service is one of the control plane, which is not the app\'s to name',
  'kiali-0495': 'the wildcard is over a host that the ServiceEntry has',
  'kiali-0560': 'a Gateway without a namespace is that of the namespace of the VirtualService: they are on two Gateways',
  'kiali-0563': 'one is for a wildcard: a proxy takes the routes of the host itself, whatever was created first',
  'kiali-0580': NO_ROUTES,
  'kiali-0582': TWO_PARTS,
  'kiali-0583': TWO_PARTS,
  'kiali-0584': TWO_PARTS,
};

/** Cases in which a check finds what Kiali's checker does not report. */
export const KIALI_EXTRAS: Reasons = {
  'kiali-0047': 'the scope of a Sidecar says which rules are read, not which of two rules counts',
  'kiali-0081': 'it is told for the policy, whatever pods there are; Kiali tells it for each of them',
  'kiali-0256': 'Istio joins the subsets of two rules for a host as long as neither has a policy; which one gets the next change nobody knows',
  'kiali-0290': TWO_PARTS,
  'kiali-0291': TWO_PARTS,
  'kiali-0316': OTHER_DOMAIN,
  'kiali-0440': 'Kiali looks at rules for a whole namespace; this one is for a host, and its callers fail all the same',
  'kiali-0442': 'Kiali looks at rules for a whole namespace; this one is for a host, and its callers fail all the same',
  'kiali-0473': 'two of the three agree with each other, which is told besides what the third one breaks',
  'kiali-0484': 'Kiali leaves out services that its own wizard made; Istio reads their ports as any other',
  'kiali-0487': 'Kiali knows that the pods run without a sidecar; callers with one read the protocol of the port all the same',
  'kiali-0540': OTHER_DOMAIN,
  'kiali-0601': TWO_PARTS,
};
