/**
 * Whether a service is one of the mesh.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/service-entry/#ServiceEntry-Location
 */
export enum ServiceLocation {
  /** It is not: it gets no mutual TLS of Istio's. */
  MESH_EXTERNAL = 'MESH_EXTERNAL',
  /** It is: its workloads have sidecars, such as virtual machines that joined the mesh. */
  MESH_INTERNAL = 'MESH_INTERNAL',
}
