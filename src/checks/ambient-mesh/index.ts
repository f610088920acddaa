import type { Check } from '../check';
import { oneDataPlane } from './one-data-plane';
import { policyTargetCounts } from './policy-target-counts';
import { requestPolicyNeedsWaypoint } from './request-policy-needs-waypoint';
import { routesBesideService } from './routes-beside-service';
import { routesNeedWaypoint } from './routes-need-waypoint';
import { sidecarSettingsInAmbient } from './sidecar-settings-in-ambient';
import { targetRefsNeedWaypoint } from './target-refs-need-waypoint';
import { waypointExists } from './waypoint-exists';
import { waypointForAmbient } from './waypoint-for-ambient';
import { waypointPolicyHasTarget } from './waypoint-policy-has-target';

/** Checks of the ambient mesh and its waypoints. */
export const AMBIENT_CHECKS: readonly Check[] = [
  requestPolicyNeedsWaypoint, waypointPolicyHasTarget, routesNeedWaypoint, routesBesideService, waypointExists, waypointForAmbient, oneDataPlane,
  sidecarSettingsInAmbient, targetRefsNeedWaypoint, policyTargetCounts,
];
