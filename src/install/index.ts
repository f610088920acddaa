/** What is public of the installation. */
export {
  type InstallAutoscaling, type InstallComponent, type InstallControlPlane, type InstallNodeAgent, type InstallPods, type InstallWorkload,
} from './install-component';
export { ArgoCdInstall, type ArgoCdInstallProps } from './argo-cd-install';
export { HelmInstall, type HelmInstallProps } from './helm-install';
export type { HelmRelease } from './helm-release';
export { type InstallGateway, type InstallServicePort } from './install-gateway';
export { InstallProfile } from './install-profile';
export { IstioInstall } from './istio-install';
export type { IstioInstallProps } from './props';
export { RevisionTag, type RevisionTagProps } from './revision-tag';
export { SailInstall, type SailInstallProps, SailUpdateStrategy } from './sail-install';
