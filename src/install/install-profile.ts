import { Field } from '../model/field';

/**
 * What an installation starts from; all else changes it.
 *
 * @see https://istio.io/latest/docs/setup/additional-setup/config-profiles/
 */
export class InstallProfile {
  /** The control plane and an ingress gateway. What Istio takes without a profile. */
  public static readonly DEFAULT = new InstallProfile('default', true);

  /** As DEFAULT, with an egress gateway, access logs, every trace kept, and little of CPU and memory. Nothing is scaled by load. */
  public static readonly DEMO = new InstallProfile('demo', true);

  /** The control plane only. */
  public static readonly MINIMAL = new InstallProfile('minimal', true);

  /** Nothing but what is given. */
  public static readonly EMPTY = new InstallProfile('empty', true);

  /** As DEFAULT, with what Istio tries out. */
  public static readonly PREVIEW = new InstallProfile('preview', true);

  /** As DEFAULT, and refuses what Istio does not call stable. */
  public static readonly STABLE = new InstallProfile('stable', true);

  /** A proxy on each node instead of one in each pod: the control plane, CNI and ztunnel. */
  public static readonly AMBIENT = new InstallProfile('ambient', true);

  /** As DEFAULT, for OpenShift: with CNI. */
  public static readonly OPENSHIFT = new InstallProfile('openshift', true);

  /** As AMBIENT, for OpenShift. */
  public static readonly OPENSHIFT_AMBIENT = new InstallProfile('openshift-ambient', true);

  /** For a cluster whose control plane runs elsewhere. */
  public static readonly REMOTE = new InstallProfile('remote', true);

  /**
   * A profile by its name: one of Istio's, or one of your own. The latter is the file `profiles/NAME.yaml` below the
   * installation's `installPackagePath`.
   */
  public static of(name: string): InstallProfile {
    const known = ISTIO_PROFILES.find((profile) => profile.name === name);
    if (known !== undefined) { return known; }
    if (!/^[A-Za-z0-9][\w.-]*$/.test(name) || name.endsWith('.yaml')) {
      throw new Field('InstallProfile.of').at('name').error(name, 'a name without folders and without ".yaml"',
        'istioctl reads profiles/NAME.yaml below installPackagePath');
    }
    return new InstallProfile(name, false);
  }

  private constructor(private readonly name: string, private readonly istios: boolean) {}

  /** @internal */
  public get _name(): string {
    return this.name;
  }

  /**
   * Whether it is one that Istio brings, and so what it says is known.
   *
   * @internal
   */
  public get _isKnown(): boolean {
    return this.istios;
  }
}

/** The profiles that Istio 1.31 brings, by name. */
export const ISTIO_PROFILES: readonly InstallProfile[] = [
  InstallProfile.AMBIENT, InstallProfile.DEFAULT, InstallProfile.DEMO, InstallProfile.EMPTY, InstallProfile.MINIMAL,
  InstallProfile.OPENSHIFT, InstallProfile.OPENSHIFT_AMBIENT, InstallProfile.PREVIEW, InstallProfile.REMOTE, InstallProfile.STABLE,
];
